import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTalkingProduct, type Asked, type TalkingProduct, type Visitor } from './printed-fixture.ts'

let product: TalkingProduct
/** Everything that must stand nowhere in the log, by what it is. */
const secrets: Record<string, string> = {
  name: 'Wilhelmina',
  'family name': 'Quastenflosser',
  password: 'Nachtigall trapst leise',
  'new password': 'Amselgesang ueberm Moor',
  'wrong password': 'Rohrdommel im Schilf',
  memo: 'zittert vor jeder Spritze',
  phone: '8899771',
  mailbox: 'quastenpost',
  'what an application sent': 'kennwort-der-anwendung',
}
const email = `${secrets.mailbox}@geheim.example`
const given = (name: string, value: string | undefined): string => {
  if (!value) throw new Error(`there is no ${name}`)
  return (secrets[name] = value)
}
const linkIn = (text = '', part = '/') => [...text.matchAll(/https?:\/\/\S+/g)].find(([url]) => url.includes(part))?.[0]
const pathOf = (link: string) => new URL(link).pathname + new URL(link).search

let owner: Visitor
let at = ''
const failures: Asked[] = []

beforeAll(async () => {
  product = await startTalkingProduct()
  owner = product.visitor()
  await signUpAndReset()
  await workWithPatients()
  await failEverywhere()
})
afterAll(() => product?.close())

async function signUpAndReset(): Promise<void> {
  const [first, second] = [secrets.password, secrets['new password']]
  await owner.ask('POST', '/api/auth/sign-up/email', { name: 'Wilhelmina Quastenflosser', email, password: first })
  const verify = given('confirming link', linkIn((await product.mailTo(email, /Confirm/)).text, 'verify-email'))
  secrets['token that confirms'] = new URL(verify).searchParams.get('token') ?? ''
  const elsewhere = product.visitor()
  await elsewhere.ask('GET', pathOf(verify))
  await elsewhere.ask('POST', pathOf(verify))
  await elsewhere.ask('POST', '/api/auth/sign-in/email', { email, password: secrets['wrong password'] })
  await elsewhere.ask('POST', '/api/auth/request-password-reset', { email, redirectTo: '/reset' })
  const reset = linkIn((await product.mailTo(email, /new password/)).text, 'reset-password')
  const token = given('token that resets', new URL(reset ?? '').pathname.split('/').at(-1))
  await elsewhere.ask('GET', pathOf(reset ?? ''))
  await elsewhere.ask('GET', `/api/auth/reset-password/${token}/${email}`)
  await elsewhere.ask('POST', '/api/auth/reset-password', { token, newPassword: second })
  await owner.ask('POST', '/api/auth/sign-in/email', { email, password: second })
  given('session', owner.cookies.get('polyclinic.session_token'))
}

async function workWithPatients(): Promise<void> {
  const organization = { name: 'Moor', slug: 'moor', kind: 'human', country: 'DE', currency: 'EUR', timeZone: 'UTC' }
  await owner.ask('POST', '/api/v1/organizations', organization)
  at = '/api/v1/organizations/moor'
  const made = async (path: string, body: unknown) => (await owner.ask('POST', at + path, body)).body
  const clinic = await made('/clinics', { name: 'Moor', timeZone: 'UTC' })
  const doctor = await made('/practitioners', { displayName: 'Dr Moor', profession: 'doctor', clinicIds: [clinic.id] })
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ clinicId: clinic.id, weekday, from: '00:00', to: '24:00' }))
  await owner.ask('PUT', `${at}/practitioners/${doctor.id}/hours`, hours, { 'if-match': '*' })
  const service = await made('/services', { name: 'Look', durationMinutes: 30 })
  const patient = await made('/patients', patientBody())
  const startsAt = new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 86_400_000).toISOString()
  const ids = { patientId: patient.id, serviceId: service.id, practitionerId: doctor.id, clinicId: clinic.id }
  await made('/appointments', { ...ids, startsAt, note: secrets.memo })
  const appointment = linkIn((await product.mailTo(email, /Moor/)).text, '/visit/')
  given('appointment link', new URL(appointment ?? '').pathname.split('/').at(-1))
  for (const tail of ['', '/calendar.ics']) await product.visitor().ask('GET', pathOf(appointment ?? '') + tail)
  await product.visitor().ask('POST', `${pathOf(appointment ?? '')}/confirmation`)
  await made('/invitations', { email: `x${email}`, role: 'staff' })
  const invitation = linkIn((await product.mailTo(`x${email}`, /invites/)).text, '/invitations/')
  const token = given('invitation', invitation?.split('/').at(-1))
  await product.visitor().ask('GET', `/api/v1/invitations/${token}`)
  await product.visitor().ask('GET', `/api/v1/invitations/${token.slice(1)}x`)
  await made('/connections', { email })
  const code = /\b(\d{6})\b/.exec((await product.mailTo(email, /code/i)).text ?? '')?.[1]
  await made('/connections/confirmation', { email, code: given('claim code', code) })
}

const patientBody = () => ({
  kind: 'human',
  givenName: secrets.name,
  familyName: secrets['family name'],
  memo: secrets.memo,
  contact: { email, phone: `+49 30 ${secrets.phone}` },
})

/** Lets every change of a table fail with all of the row in the message. */
async function breaking(table: string, work: () => Promise<unknown>): Promise<void> {
  await product.owner.query(`
    create or replace function public.tell_all() returns trigger language plpgsql as $$ begin raise exception 'row % is refused', new; end $$`)
  await product.owner.query(
    `create trigger tell_all before insert or update on ${table} for each row execute function public.tell_all()`,
  )
  await work()
  await product.owner.query(`drop trigger tell_all on ${table}`)
}

async function failEverywhere(): Promise<void> {
  const anybody = product.visitor()
  const failing = async (answer: Promise<Asked>) => void failures.push(await answer)
  const person = { name: secrets.name, email: `y${email}`, password: secrets.password }
  await breaking('auth."user"', () => failing(anybody.ask('POST', '/api/auth/sign-up/email', person)))
  await breaking('tenant.patients', () => failing(owner.ask('POST', `${at}/patients`, patientBody())))
  await breaking('tenant.claim_codes', () => failing(owner.ask('POST', `${at}/connections`, { email: `z${email}` })))
  await breaking('control.invitations', () =>
    failing(owner.ask('POST', `${at}/invitations`, { email: `z${email}`, role: 'staff' })),
  )
  await breaking('auth.session', () =>
    failing(product.visitor().ask('POST', '/api/auth/sign-in/email', { email, password: secrets['new password'] })),
  )
  await breaking('control.account_messages', () =>
    anybody.ask('POST', '/api/auth/request-password-reset', { email, redirectTo: '/reset' }),
  )
  await breaking('auth.security_event', async () => {
    await anybody.ask('GET', '/api/v1/me', undefined, { authorization: `Bearer ${secrets['token that resets']}.x.y` })
    await product.hears(/a refusal could not be recorded/)
  })
  await product.owner.query('alter table tenant.services rename to away')
  await failing(anybody.ask('GET', `/visit/moor/${secrets['appointment link']}`))
  await failing(anybody.ask('GET', `${at}/visits/${secrets['appointment link']}`))
  await product.owner.query('alter table tenant.away rename to services')
  await failAtTheAuthorizationServer()
  await sendBrokenThings(anybody)
  const words = `<${email}> Wilhelmina Quastenflosser is not here`
  product.smtp.nextRecipients.push({ code: 550, words })
  await anybody.ask('POST', '/api/auth/request-password-reset', { email, redirectTo: '/reset' })
  await product.hears(/could not be delivered/)
}

async function failAtTheAuthorizationServer(): Promise<void> {
  const redirectUri = 'https://app.example/callback'
  const app = { name: 'App', redirectUris: [redirectUri], scopes: ['patients.read'], isConfidential: false }
  const { id } = (await owner.ask('POST', `${at}/apps`, app)).body
  const secret = secrets['what an application sent'] ?? ''
  await product.owner.query('alter table auth.oauth_record rename to away')
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: id,
    code: secret,
    code_verifier: secret.repeat(3),
    redirect_uri: redirectUri,
  })
  failures.push(
    await product.visitor().ask('POST', '/oauth/token', form.toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      origin: '',
    }),
  )
  await product.owner.query('alter table auth.away rename to oauth_record')
}

/** What nobody's form sends: each is refused, with what was in it in reach of whatever says so. */
async function sendBrokenThings(anybody: Visitor): Promise<void> {
  const { name = '', password = '' } = secrets
  await owner.ask('POST', `${at}/patients`, `{"givenName":"${name}"`)
  await owner.ask('POST', `${at}/patients`, { [name]: email, givenName: [name] })
  await owner.ask('GET', `${at}/patients?search=${name}&${name}=${email}`)
  await anybody.ask('POST', '/api/auth/sign-in/email', `{"email":"${email}","password":"${password}`)
  await anybody.ask('GET', `/api/auth/verify-email?token=x&callbackURL=https://${secrets.mailbox}.example`)
  await anybody.ask('GET', `/api/auth/error?error=${name}`)
  await anybody.ask('GET', '/api/v1/me', undefined, { authorization: `Bearer ${secrets['token that confirms']}` })
  await anybody.ask('GET', `/${name}/${email}/%00?${password}`)
  await anybody.ask('POST', '/api/auth/sign-in/email', person(name, password), { origin: `https://${name}.example` })
}
const person = (name: string, password: string) => ({ name, email, password })

test('whatever fails is printed, so that somebody can mend it', () => {
  expect(failures.map(({ status }) => status)).toEqual(failures.map(() => expect.toBeOneOf([422, 500, 503])))
  const unexpected = product.printed().match(/unexpected error|Failed to create user/g) ?? []
  expect(unexpected.length).toBeGreaterThanOrEqual(failures.length)
  // whose statement it was, and not only where its answer was read
  expect(product.printed()).toMatch(/"at":\["[^\]]*features\/patients\/patients\/actions/)
})

test('no password, token, code, address, name or free text of anybody is printed', () => {
  const printed = product.printed().toLowerCase()
  const shown = Object.entries(secrets).filter(([, secret]) =>
    [secret, encodeURIComponent(secret), decodeURIComponent(secret), Buffer.from(secret).toString('base64')].some(
      (form) => printed.includes(form.toLowerCase()),
    ),
  )
  expect(shown.map(([name]) => name)).toEqual([])
})

test('what nobody caught ends the process, and is told by its kind and place alone', () => {
  const thrown = `Object.assign(new Error('no such row: "Wilhelmina"'), { detail: 'Key (name)=(Wilhelmina)', cause: { Wilhelmina: 1 } })`
  for (const end of [`throw ${thrown}`, `void Promise.reject(${thrown})`]) {
    const script = `
      import { createLog } from './kit/log/log.ts'
      import { surviveOutages } from './serve.ts'
      surviveOutages(createLog('info'))
      setTimeout(() => { ${end} })`
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: path.join(import.meta.dirname, '..'),
      encoding: 'utf8',
    })
    expect([status, stderr]).toEqual([1, ''])
    expect(JSON.parse(stdout)).toMatchObject({ level: 60, err: { name: 'Error', message: 'no such row: …' } })
    expect(stdout).not.toContain('Wilhelmina')
  }
})
