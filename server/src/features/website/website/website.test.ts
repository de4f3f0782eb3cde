import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sendFile, tinyPng } from '../../../testing/files.ts'
import { websiteChanged } from '../events.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let organization: TestOrganization

beforeAll(async () => void (world = await createWorld()))
beforeEach(async () => void (organization = await furnished()))
afterAll(() => world.close())

async function furnished(options: { dedicated?: boolean; kind?: 'veterinary' } = {}): Promise<TestOrganization> {
  const made = await world.organization(options)
  const { owner } = made
  await owner.post('/clinics', {
    name: 'Hafen',
    timeZone: 'Europe/Berlin',
    phone: '+49 30 1234567',
    address: { line1: 'Linden 1', postalCode: '10117', city: 'Berlin' },
    openingHours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', to: '18:00' })),
  })
  await owner.post('/services', { name: 'Check-up', durationMinutes: 30, price: { amount: 4500, currency: 'EUR' } })
  await owner.post('/practitioners', {
    displayName: 'Dr Kenji Ito',
    profession: 'doctor',
    clinicIds: [await clinicOf(made)],
  })
  await owner.post('/patients', { kind: 'human', givenName: 'Secretpatient', contact: { phone: '+49 30 7654321' } })
  return made
}

const clinicOf = async ({ owner }: TestOrganization) => (await owner.get('/clinics')).body.items[0].id as string

const look = (path: string, headers: Record<string, string> = {}) =>
  world.application.http!.inject({ method: 'GET', url: path, headers })

const change = (settings: object, of = organization) =>
  of.owner.call('PUT', '/website', {
    body: { isPublic: true, embedOrigins: [], ...settings },
    headers: { 'if-match': '*' },
  })

const addressIn = ({ slug }: TestOrganization) => `/c/${slug}`

describe('how it is drawn', () => {
  const choose = async (own: object) => {
    const { version } = (await organization.owner.get('/brand')).body
    expect((await organization.owner.put('/brand', { own, clinics: [] }, version)).status).toBe(200)
  }

  test('in the colour and the letters that were chosen, by a style sheet of its own, and at once in others', async () => {
    await change({})
    const address = addressIn(organization)
    expect((await look(address)).body).not.toContain('brand.css')
    expect((await look(`${address}/brand.css`)).body).toBe('')
    await choose({ accent: '#7a3e1d', type: 'serif', footer: 'Ring twice' })
    await world.application.workers!.drain()
    const { body } = await look(address)
    expect(body).toContain(`${address}/brand.css?of=7a3e1dserif`)
    expect(body).toContain('Ring twice')
    const sheet = await look(`${address}/brand.css`)
    expect(sheet).toMatchObject({ statusCode: 200, headers: { 'content-type': 'text/css; charset=utf-8' } })
    expect(sheet.body).toMatch(/^html:root\{--accent:light-dark\(#7a3e1d, #[0-9a-f]{6}\);/)
    expect((await look(`${address}/card`)).body).toContain('brand.css')
  })

  test('its icon is the initials on the accent, and the logo once there is one', async () => {
    const address = `${addressIn(organization)}/icon`
    expect((await look(address)).statusCode).toBe(404)
    await change({})
    await choose({ accent: '#7a3e1d' })
    const drawn = await look(address)
    expect(drawn.headers['content-type']).toBe('image/svg+xml')
    expect(drawn.body).toContain('fill="#7a3e1d"')
    const { body } = await organization.owner.post('/files', { name: 'a.png', purpose: 'logo', size: tinyPng.length })
    await sendFile(organization.owner, body.id as string, tinyPng)
    await organization.owner.put('/logo', { fileId: body.id })
    const picture = await look(address)
    expect(picture.headers['content-type']).toBe('image/png')
    expect(picture.rawPayload.subarray(16, 24).toString('hex')).toBe('0000004000000040')
    await change({ isPublic: false })
    expect((await look(address)).statusCode).toBe(404)
    expect((await look(`${addressIn(organization)}/brand.css`)).statusCode).toBe(404)
  })
})

describe('whether it is there', () => {
  test('off by default, it looks like an organization that never was; on, it is there at once; off again, gone at once', async () => {
    const address = addressIn(organization)
    const never = await look('/c/nobody-is-called-so')
    const bare = ({ statusCode, body, headers }: typeof never) => [
      statusCode,
      body,
      headers['cache-control'],
      headers['x-robots-tag'],
    ]
    const paths = ['', '/de', '/card', '/card/hours/ar', '/sitemap.xml', '/logo']
    for (const path of paths) expect(bare(await look(address + path)), path).toEqual(bare(never))
    expect(never.statusCode).toBe(404)
    expect((await change({})).status).toBe(200)
    for (const path of paths.slice(0, -1)) expect((await look(address + path)).statusCode, path).toBe(200)
    await change({ isPublic: false })
    await expect.poll(async () => (await look(address)).statusCode).toBe(404)
  })

  test('whoever may not manage the organization neither sees nor changes the switch', async () => {
    const staff = await organization.member('clinic-administrator')
    expect((await staff.get('/website')).status).toBe(403)
    expect(
      (
        await staff.call('PUT', '/website', {
          body: { isPublic: true, embedOrigins: [] },
          headers: { 'if-match': '*' },
        })
      ).status,
    ).toBe(403)
    expect((await staff.post('/website/previews')).status).toBe(403)
  })

  test('of two who change it, the one who was overtaken is refused', async () => {
    const { body } = await organization.owner.get('/website')
    expect(body).toMatchObject({
      isPublic: false,
      embedOrigins: [],
      version: 1,
      url: `http://localhost:3000${addressIn(organization)}`,
    })
    const put = (version: number) =>
      organization.owner.call('PUT', '/website', {
        body: { isPublic: true, embedOrigins: [] },
        headers: { 'if-match': `"${version}"` },
      })
    expect((await put(1)).status).toBe(200)
    expect((await put(1)).status).toBe(412)
  })

  test('a preview shows it for an hour before it is on, to whoever has the address, and to no search engine', async () => {
    const { status, body } = await organization.owner.post('/website/previews')
    expect(status).toBe(201)
    const { pathname } = new URL(body.url as string)
    const seen = await look(pathname)
    expect(seen.statusCode).toBe(200)
    expect(seen.body).toContain('Dr Kenji Ito')
    expect(seen.headers).toMatchObject({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' })
    const other = await world.organization()
    expect((await look(pathname.replace(organization.slug, other.slug))).statusCode).toBe(404)
    const later = Buffer.from(pathname.split('/').at(-1) ?? '', 'base64url')
    later.writeUInt32BE(later.readUInt32BE() + 3600)
    expect((await look(pathname.replace(/[^/]+$/, later.toString('base64url')))).statusCode).toBe(404)
  })
})

describe.each([[false], [true]])('what it says (in a database of its own: %s)', (dedicated) => {
  test('what is published, in each language, and no patient', async () => {
    const place = await furnished({ dedicated })
    await change({}, place)
    for (const [path, said] of [
      ['', ['<html lang="de"', 'Montag', '08:00–18:00', '30 Minuten', '45,00']],
      ['/en', ['<html lang="en"', 'Monday', '30 minutes', '€45.00', 'Doctor']],
      ['/ar', ['<html lang="ar" dir="rtl"', 'الخدمات']],
    ] as const) {
      const { body } = await look(addressIn(place) + path)
      for (const text of [...said, 'Hafen', 'Linden 1', 'href="tel:+49301234567"', 'Check-up', 'Dr Kenji Ito'])
        expect(body, path).toContain(text)
      expect(body).not.toContain('Secretpatient')
      expect(body).not.toContain('7654321')
      expect(body).not.toMatch(/<script(?! type="application\/ld\+json")/)
      for (const language of ['en', 'de', 'ar'])
        expect(body).toContain(
          `<link rel="alternate" hrefLang="${language}" href="http://localhost:3000${addressIn(place)}/${language}"/>`,
        )
    }
  })

  test('what search engines read of it is true and cannot leave its place', async () => {
    const place = await furnished({ dedicated })
    await place.owner.post('/services', { name: '</script><script>alert(1)</script>', durationMinutes: 10 })
    await change({}, place)
    const { body } = await look(addressIn(place))
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(body) ?? []
    expect(JSON.parse(json)).toMatchObject({
      '@type': ['MedicalBusiness', 'VeterinaryCare'],
      telephone: '+49 30 1234567',
      address: { streetAddress: 'Linden 1', addressLocality: 'Berlin', addressCountry: 'DE' },
      openingHoursSpecification: Array.from({ length: 5 }, () =>
        expect.objectContaining({ opens: '08:00', closes: '18:00' }),
      ),
      makesOffer: [expect.anything(), { price: 45, priceCurrency: 'EUR' }],
    })
    expect(body).not.toContain('<script>alert')
  })
})

test('a change is seen at once, by every process, and what did not change is not sent again', async () => {
  await change({})
  const address = addressIn(organization)
  const first = await look(address)
  expect(first.headers['cache-control']).toBe('public, max-age=60, s-maxage=60')
  const again = await look(address, { 'if-none-match': first.headers.etag as string })
  expect([again.statusCode, again.body]).toEqual([304, ''])
  await organization.owner.post('/services', { name: 'Something new', durationMinutes: 20 })
  await expect.poll(async () => (await look(address)).body).toContain('Something new')
})

/** Whatever was done has been told to this process. */
async function heardOfAll(): Promise<void> {
  const { platform, workers } = world.application
  await workers!.drain()
  const { promise, resolve } = Promise.withResolvers<void>()
  const unsubscribe = platform.changes.subscribe(organization.id, resolve)
  platform.changes.signal(organization.tenant.placement.id, organization.id)
  await promise
  unsubscribe()
}

test('read once, the database is not asked again until something changes', async () => {
  await change({})
  await heardOfAll()
  await look(addressIn(organization))
  await organization.database.query(`update tenant.services set name = 'Unheard of' where organization_id = $1`, [
    organization.id,
  ])
  for (let again = 0; again < 5; again++) expect((await look(addressIn(organization))).body).toContain('Check-up')
  await organization.inTenant(async (tx) => tx.announce(websiteChanged, {}))
  await expect.poll(async () => (await look(addressIn(organization))).body).toContain('Unheard of')
})

test('nobody’s cookie is looked at, and none is given', async () => {
  await change({ embedOrigins: ['https://www.practice.example'] })
  for (const path of ['', '/card']) {
    const bare = await look(addressIn(organization) + path)
    const signedIn = await look(addressIn(organization) + path, {
      cookie: 'polyclinic.session_token=anything',
      authorization: `Bearer ${organization.owner.token}`,
    })
    expect(signedIn.body).toBe(bare.body)
    expect(signedIn.headers['set-cookie']).toBeUndefined()
  }
})

test('its logo may be shown by other sites once the page is on, and no other file of the organization', async () => {
  const { owner } = organization
  const { body } = await owner.post('/files', { name: 'logo.png', purpose: 'logo', size: tinyPng.length })
  await sendFile(owner, body.id as string, tinyPng)
  await owner.put('/logo', { fileId: body.id })
  const address = `${addressIn(organization)}/logo`
  expect((await look(address)).statusCode).toBe(404)
  await change({})
  const logo = await look(address)
  expect(logo.headers).toMatchObject({
    'content-type': 'image/png',
    'cross-origin-resource-policy': 'cross-origin',
    'content-security-policy': expect.stringContaining('sandbox'),
  })
  expect((await look(addressIn(organization))).body).toContain(`${address}"`)
})

describe('the card', () => {
  test.each([
    ['http://www.practice.example', 'not https'],
    ['https://www.practice.example/path', 'a path'],
    ['https://user@practice.example', 'a name in it'],
    ['https://localhost', 'no name of a site'],
    ['https://*.example', 'a pattern'],
    ["https://a.example; script-src 'unsafe-inline'", 'another directive'],
    ['javascript:alert(1)', 'no site'],
    ['practice.example', 'no scheme'],
  ])('may not be framed by %s: %s', async (origin) => {
    expect(await change({ embedOrigins: [origin] })).toMatchObject({
      status: 400,
      body: { data: { issues: [{ path: ['body', 'embedOrigins', 0], code: 'https-origin' }] } },
    })
  })

  test('names the sites that may frame it, as browsers write them, ten at most', async () => {
    const typed = [
      'https://WWW.Practice.example/',
      'https://www.practice.example',
      'https://praxis-münchen.example:8443',
    ]
    expect((await change({ embedOrigins: typed })).body.embedOrigins.length).toBe(2)
    const policy = String((await look(`${addressIn(organization)}/card`)).headers['content-security-policy'])
    expect(policy).toContain('frame-ancestors https://www.practice.example https://xn--praxis-mnchen-3ob.example:8443')
    const eleven = Array.from({ length: 11 }, (_, index) => `https://site-${index}.example`)
    expect((await change({ embedOrigins: eleven })).status).toBe(400)
  })

  test('is framed by nobody where no site is named', async () => {
    await change({})
    const { headers, body } = await look(`${addressIn(organization)}/card/hours`)
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['x-robots-tag']).toBe('noindex')
    expect(body).not.toContain('Dr Kenji Ito')
  })
})

test('search engines are told what is for them', async () => {
  await change({})
  expect((await look('/robots.txt')).body.split('\n')).toEqual(expect.arrayContaining(['Allow: /c/', 'Disallow: /']))
  const map = await look(`${addressIn(organization)}/sitemap.xml`)
  expect(map.headers['content-type']).toContain('application/xml')
  expect(map.body.match(/<loc>/g)).toHaveLength(3)
})
