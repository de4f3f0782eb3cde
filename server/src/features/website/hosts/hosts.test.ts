import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openDnsServer, type DnsServer } from './dns-fixture.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import { hostsToCheck } from './jobs.ts'

let dns: DnsServer
let world: World
let organization: TestOrganization

beforeAll(async () => {
  dns = await openDnsServer()
  world = await createWorld({ DNS_SERVERS: dns.address, PUBLIC_ORIGIN: 'https://platform.example' })
})
beforeEach(async () => {
  dns.isBroken = false
  organization = await published('Hafen')
})
afterAll(async () => {
  await world.close()
  await dns.close()
})

async function published(clinic: string): Promise<TestOrganization> {
  const made = await world.organization()
  await made.owner.post('/clinics', { name: clinic, timeZone: 'Europe/Berlin' })
  await made.owner.call('PUT', '/website', { body: { isPublic: true, embedOrigins: [] }, headers: { 'if-match': '*' } })
  return made
}

let count = 0
const newName = () => `www.practice-${count++}.test`

async function listed(name: string, { owner } = organization) {
  const { status, body } = await owner.post('/website/hosts', { name })
  expect(status).toBe(201)
  return body as { id: string; name: string; state: string; record: { name: string; value: string } }
}

const verify = (id: string, { owner } = organization) => owner.post(`/website/hosts/${id}/verification`)

async function proved(name: string, of = organization) {
  const host = await listed(name, of)
  dns.records.set(host.record.name, host.record.value)
  expect(await verify(host.id, of)).toMatchObject({ status: 200, body: { state: 'verified' } })
  return host
}

const look = (host: string, url = '/', headers: Record<string, string> = {}) =>
  world.application.http!.inject({ method: 'GET', url, headers: { host, ...headers } })

test('a name is proved by its record alone, and serves the page of its organization', async () => {
  const name = newName()
  const host = await listed(name)
  expect(host).toMatchObject({ state: 'pending', record: { name: `_polyclinic.${name}` } })
  expect(await verify(host.id)).toMatchObject({ status: 409, body: { code: 'record-missing' } })
  dns.records.set(host.record.name, 'polyclinic=somebody-else')
  expect((await verify(host.id)).status).toBe(409)
  expect((await look(`never-asked-${name}`)).statusCode).toBe(421)
  dns.records.set(host.record.name, host.record.value)
  expect((await verify(host.id)).status).toBe(200)
  const page = await look(name)
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('Hafen')
  expect(page.body).toContain(`<link rel="canonical" href="https://${name}/de"/>`)
  expect(page.headers['strict-transport-security']).toBe('max-age=31536000')
  // one address stands for all of them, whichever was asked
  const elsewhere = async () => (await look('localhost', `/c/${organization.slug}/de`)).body
  await expect.poll(elsewhere).toContain(`<link rel="canonical" href="https://${name}/de"/>`)
  expect(await elsewhere()).toContain(`hrefLang="ar" href="https://${name}/ar"`)
  expect((await look(`${name.toUpperCase()}.:443`, '/ar')).body).toContain('dir="rtl"')
  expect((await look(name, '/?from=mail')).statusCode).toBe(200)
  expect((await look(name, '/logo')).statusCode).toBe(404)
  expect((await look(name, '/robots.txt')).body).toContain(`Sitemap: https://${name}/sitemap.xml`)
})

test('under it there is nothing but that: no app, no sign-in, no API, no other organization, whoever asks', async () => {
  const other = await published('Elsewhere')
  const { name } = await proved(newName())
  const { slug, owner } = organization
  for (const url of [
    '/sign-in',
    '/api/v1/me',
    `/api/v1/organizations/${slug}/clinics`,
    '/api/auth/get-session',
    '/api/docs',
    '/api/openapi.json',
    '/dev/mailbox',
    '/oauth/.well-known/openid-configuration',
    '/tls/ask?domain=x.test',
    `/c/${slug}`,
    `/c/${other.slug}`,
    `/c/${slug}/card`,
    `/${slug}/calendar`,
    '/~site/',
    '/assets/../sign-in',
    '//sign-in',
  ]) {
    const answer = await look(name, url, {
      authorization: `Bearer ${owner.token}`,
      cookie: 'polyclinic.session_token=x',
    })
    expect([answer.statusCode, answer.body], url).toEqual([404, 'There is nothing here.\n'])
    expect(answer.headers['set-cookie'], url).toBeUndefined()
  }
  const posted = await world.application.http!.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers: { host: name },
    payload: {},
  })
  expect(posted.statusCode).toBe(404)
})

test('a name that nobody proved is answered by one line, whatever is asked and whatever a proxy adds', async () => {
  const { name } = await proved(newName())
  for (const host of ['unknown.test', 'sub.platform.example', `${name}.unknown.test`, `x.${name}`, "a'b.test"])
    for (const url of ['/', '/sign-in', '/api/v1/me', '/assets/main.css', '/health']) {
      const answer = await look(host, url, { 'x-forwarded-host': name, forwarded: `host=${name}` })
      expect([answer.statusCode, answer.body], `${host}${url}`).toEqual([421, 'There is nothing here.\n'])
    }
  const ours = await look('platform.example', '/', { 'x-forwarded-host': name })
  expect(ours.body).not.toContain('Hafen')
  for (const url of ['/~site', '/~site/de', '/~site/logo'])
    expect((await look('platform.example', url)).statusCode, url).toBe(404)
  expect((await look('unknown.test', '/health/live')).statusCode).toBe(200)
})

test('each name keeps its own page in memory', async () => {
  const other = await published('Elsewhere')
  const [mine, theirs] = [await proved(newName()), await proved(newName(), other)]
  for (let again = 0; again < 3; again++) {
    const [one, two] = [await look(mine.name), await look(theirs.name)]
    expect([one.body.includes('Hafen'), one.body.includes('Elsewhere')]).toEqual([true, false])
    expect([two.body.includes('Hafen'), two.body.includes('Elsewhere')]).toEqual([false, true])
    expect((await look('platform.example', `/c/${other.slug}`)).body).toContain(
      `href="https://platform.example/c/${other.slug}/de"`,
    )
  }
})

test('of two organizations that prove one name, one has it; the other is told, and learns no more', async () => {
  const other = await published('Elsewhere')
  const name = newName()
  const [mine, theirs] = [await listed(name), await listed(name, other)]
  dns.records.set(mine.record.name, mine.record.value)
  expect((await verify(mine.id)).status).toBe(200)
  dns.records.set(theirs.record.name, theirs.record.value)
  expect(await verify(theirs.id, other)).toMatchObject({ status: 409, body: { code: 'host-taken' } })
  expect((await look(name)).body).toContain('Hafen')
  expect((await verify(mine.id, other)).status).toBe(404)
  expect((await other.owner.delete(`/website/hosts/${mine.id}`)).status).toBe(404)
})

test.each([
  'platform.example',
  'www.platform.example',
  'localhost',
  '127.0.0.1',
  '[::1]',
  'no-dot',
  'https://x.test',
  'x.test:8080',
  'a..test',
  '-a.test',
])('no organization can list %s', async (name) =>
  expect(await organization.owner.post('/website/hosts', { name })).toMatchObject({
    status: 400,
    body: { code: 'invalid-input' },
  }),
)

test('names are kept as browsers write them, each once, ten at most', async () => {
  expect((await listed('Praxis-München.test')).name).toBe('xn--praxis-mnchen-3ob.test')
  expect(await organization.owner.post('/website/hosts', { name: 'praxis-münchen.test.' })).toMatchObject({
    status: 409,
    body: { code: 'host-listed' },
  })
  for (let more = 0; more < 9; more++) await listed(newName())
  expect(await organization.owner.post('/website/hosts', { name: newName() })).toMatchObject({
    status: 409,
    body: { code: 'too-many-hosts' },
  })
})

test('a key that listed one name lists no other', async () => {
  const { owner } = await published('Keys')
  const key = { 'idempotency-key': 'listing' }
  const name = newName()
  const first = await owner.post('/website/hosts', { name }, key)
  expect((await owner.post('/website/hosts', { name }, key)).body).toEqual(first.body)
  expect(await owner.post('/website/hosts', { name: newName() }, key)).toMatchObject({
    status: 422,
    body: { code: 'key-reused' },
  })
})

test('a proof that is gone for seven days takes the name away; a name server that is silent takes nothing', async () => {
  const host = await proved(newName())
  const check = async () => {
    const { rows } = await world.owner.query<{ state: string; is_missing: boolean }>(
      `select state, missing_since is not null as is_missing from control.hosts where id = $1`,
      [host.id],
    )
    return rows[0]
  }
  const age = (column: string, days: number) =>
    world.owner.query(`update control.hosts set ${column} = now() - make_interval(days => $2) where id = $1`, [
      host.id,
      days,
    ])
  const daily = async () => {
    await age('checked_at', 2)
    await world.owner.query(`update control.due_work set next_at = now(), not_before = now() where kind = $1`, [
      hostsToCheck.name,
    ])
    await world.application.workers!.drain()
  }
  dns.isBroken = true
  await daily()
  expect(await check()).toEqual({ state: 'verified', is_missing: false })
  dns.isBroken = false
  dns.records.delete(host.record.name)
  await expect.poll(async () => (await daily(), check())).toEqual({ state: 'verified', is_missing: true })
  const told = () => world.application.mails().filter(({ subject }) => subject.includes(host.name)).length
  await world.application.workers!.drain()
  expect(told()).toBe(1)
  await age('missing_since', 6)
  await daily()
  expect(await check()).toEqual({ state: 'verified', is_missing: true })
  expect(told()).toBe(1)
  dns.records.set(host.record.name, host.record.value)
  await expect.poll(async () => (await daily(), check())).toEqual({ state: 'verified', is_missing: false })
  dns.records.delete(host.record.name)
  await expect.poll(async () => (await daily(), check())).toEqual({ state: 'verified', is_missing: true })
  await age('missing_since', 8)
  await expect.poll(async () => (await daily(), check())).toEqual({ state: 'removed', is_missing: true })
  expect((await organization.owner.get('/website/hosts')).body.items).toEqual([])
  await world.application.workers!.drain()
  expect(world.application.mails()[0]).toMatchObject({
    to: organization.owner.email,
    subject: expect.stringContaining(host.name) as string,
  })
  expect(told()).toBe(3)
})

test('owners hear of a proof that is gone from whoever looks first, once, and not of a name that they took out', async () => {
  const host = await proved(newName())
  const told = async () => {
    await world.application.workers!.drain()
    return world.application.mails().filter(({ subject }) => subject.includes(host.name)).length
  }
  dns.records.delete(host.record.name)
  expect((await verify(host.id)).status).toBe(409)
  expect((await verify(host.id)).status).toBe(409)
  expect(await told()).toBe(1)
  expect((await organization.owner.delete(`/website/hosts/${host.id}`)).status).toBe(204)
  expect((await verify(host.id)).status).toBe(404)
  expect(await told()).toBe(1)
})

test('while pages are switched off no name is looked up, so that none is taken away; then it goes on', async () => {
  const host = await proved(newName())
  dns.records.delete(host.record.name)
  const check = async () => {
    await world.owner.query(
      `update control.hosts set checked_at = now() - interval '2 days', missing_since = coalesce(missing_since, now()) - interval '8 days'
       where id = $1 and state = 'verified'`,
      [host.id],
    )
    await world.owner.query(`update control.due_work set next_at = now(), not_before = now() where kind = $1`, [
      hostsToCheck.name,
    ])
    await world.application.workers!.drain()
    return (await world.owner.query<{ state: string }>('select state from control.hosts where id = $1', [host.id]))
      .rows[0]
  }
  await world.owner.query(
    `insert into control.toggle_rules (toggle, kind, organization_id, is_on, reason) values ('website', 'organization', $1, false, 'test')`,
    [organization.id],
  )
  for (let day = 0; day < 3; day++) expect(await check()).toEqual({ state: 'verified' })
  await world.owner.query('delete from control.toggle_rules where organization_id = $1', [organization.id])
  await expect.poll(check).toEqual({ state: 'removed' })
})

test('a proxy that asks gets a certificate for what is proved, and for nothing else', async () => {
  const { name, id } = await proved(newName())
  const asked = async (domain: string) => (await look('localhost', `/tls/ask?domain=${domain}`)).statusCode
  expect(await asked(name)).toBe(200)
  for (const domain of ['unknown.test', `x.${name}`, 'platform.example', '', 'a'.repeat(300)])
    expect(await asked(domain), domain).toBe(404)
  expect((await organization.owner.delete(`/website/hosts/${id}`)).status).toBe(204)
  expect(await asked(name)).toBe(404)
})
