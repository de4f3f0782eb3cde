import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { KeptMail } from '../adapters/mailbox/client.ts'
import { daysPass } from '../features/subscriptions/dues/days-fixture.ts'
import { settleHost } from '../features/website/hosts/actions.ts'
import { inControl } from '../kit/db/tenant-tx.ts'
import { ask, askedOf, operatorOf } from '../testing/operators.ts'
import { startCardPeer, type CardPeer } from '../testing/peers/card-provider.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../testing/world.ts'
import { seedOrganization, type SeededOrganization } from './seed.ts'

let world: World
let peer: CardPeer
let place: SeededOrganization
let organization: TestOrganization
let mails: readonly KeptMail[]

const password = 'correct horse battery'
const [fresh, resetting, moving] = ['fresh@links.test', 'resetting@links.test', 'moving@links.test']
const json = { headers: { origin: 'http://localhost:3000' } }

beforeAll(async () => {
  peer = await startCardPeer()
  world = await createWorld({ SIGN_INS_PER_MINUTE: '100000', ...peer.env })
  organization = await world.organization()
  place = await seedOrganization(organization, 'heron')
  await mailAboutAccounts()
  await mailAboutAppointments()
  await mailAboutSupport()
  await mailAboutBills()
  await mailAboutHosts()
  await settled()
  mails = world.application.mails()
})
afterAll(async () => {
  await world?.close()
  await peer?.close()
})

const settled = async () => {
  await world.application.platform.refusals.flush()
  await world.application.workers!.drain()
}
const addressOf = (person: Person, email: string) =>
  world.owner.query('update auth."user" set email = $2 where id = $1', [person.accountId, email])

/** Every mail that there is about an account. */
async function mailAboutAccounts(): Promise<void> {
  const nobody = world.browser()
  const post = (url: string, body: object) => nobody.post(`/api/auth${url}`, body)
  const [ada, bea, cat, dora] = [
    await world.account('Ada', password),
    await world.account('Bea', password),
    await world.account('Cat', password),
    await world.account('Dora', password),
  ]
  await addressOf(ada, resetting)
  await post('/sign-up/email', { name: 'Fresh', email: fresh, password, callbackURL: '/verify?done=1' })
  await post('/sign-up/email', { name: 'Again', email: bea.email, password })
  await post('/request-password-reset', { email: resetting, redirectTo: '/reset' })
  await bea.post('/api/v1/me/email-change', { email: moving })
  await bea.post('/api/v1/me/email-change', { email: cat.email })
  await bea.post('/api/v1/me/email-change', { email: moving })
  await cat.post('/api/v1/me/password', { newPassword: 'a whole new password' })
  await cat.post('/api/v1/me/email-change', { email: 'cat@links.test' })
  await settled()
  const token = tokenIn('/email-changes/', 'cat@links.test')
  await cat.post(`/api/v1/email-changes/${token}/confirmation`)
  await world.owner.query(`insert into auth.pin (user_id, hash) values ($1, 'x')`, [dora.accountId])
  await post('/request-password-reset', { email: dora.email, redirectTo: '/reset' })
  await settled()
  await post('/reset-password', {
    token: tokenIn('/api/auth/reset-password/', dora.email),
    newPassword: 'a whole new password',
  })
  const invitation = { email: 'operator@links.test', role: 'reader' }
  await (await operatorOf(world)).post('/api/v1/platform/operators/invitations', invitation)
  const eve = await world.account('Eve', password)
  await eve.post('/api/v1/me/deletion', { email: eve.email })
}

/** Support that asks, and comes in without an answer. */
async function mailAboutSupport(): Promise<void> {
  const operator = await operatorOf(world)
  const { body } = await ask(operator, organization)
  await world.owner.query('update control.support_accesses set may_open_at = asked_at where id = $1', [body.id])
  const reason = 'Nobody answers'
  expect((await operator.post(`${askedOf(organization)}/${body.id}/break-glass`, { reason })).status).toBe(200)
}

/** A trial that ends, a bill that nobody pays, a card that is refused, and an organization that is closed. */
async function mailAboutBills(): Promise<void> {
  const trying = await world.organization({ plan: 'free', country: 'GB' })
  await trying.owner.post('/subscription/trial', { plan: 'pro' })
  const recipient = { name: 'Bills', lines: 'Street 1', country: 'GB', email: 'bills@links.test', language: 'en' }
  const late = await world.organization({ plan: 'free' })
  await late.owner.put('/subscription', { plan: 'pro', payment: 'card', recipient })
  await world.owner.query(`update control.subscriptions set card_customer = 'cus_1' where organization_id = $1`, [
    late.id,
  ])
  const { name } = (await late.owner.get('')).body
  expect((await late.owner.post('/closing', { name })).status).toBe(201)
  peer.cards = 'refuse'
  await daysPass(world, trying.id, 28)
  await daysPass(world, late.id, 16)
}

/** A name whose proof is gone, and that is taken out for it. */
async function mailAboutHosts(): Promise<void> {
  const { platform } = world.application
  const { id: organizationId, tenant, owner } = organization
  const { body: host } = await owner.post('/website/hosts', { name: 'gone.links.test' })
  await world.owner.query(`update control.hosts set state = 'verified' where id = $1`, [host.id])
  const look = () =>
    inControl(platform.transactions, { requestId: 'test' }, { mode: 'write', organizationId }, (control) =>
      settleHost(control, { platform, tenant }, host.id, 'missing'),
    )
  await look()
  await world.owner.query(`update control.hosts set missing_since = now() - interval '8 days' where id = $1`, [host.id])
  await look()
}

/** An appointment that is booked, moved and cancelled, one that stays, and a code to claim. */
async function mailAboutAppointments(): Promise<void> {
  const { owner } = organization
  const { ids } = place
  const { body: appointment } = await owner.get(`/appointments/${ids.appointment}`)
  await settled()
  const startsAt = new Date(Date.parse(ids.startsAt) + 7_200_000).toISOString()
  const moved = await owner.patch(`/appointments/${ids.appointment}`, { startsAt }, appointment.version)
  expect(moved.status).toBe(200)
  const other = await owner.post('/appointments', {
    patientId: ids.patient,
    serviceId: ids.service,
    practitionerId: ids.practitioner,
    clinicId: ids.clinic,
    startsAt: new Date(Date.parse(ids.startsAt) + 86_400_000).toISOString(),
  })
  await settled()
  await owner.post(`/appointments/${other.body.id}/cancellation`, { reason: 'clinic' })
  await owner.post(`/patients/${ids.patient}/connection-codes`, {})
}

const linksOf = ({ text, html, calendar }: KeptMail) =>
  [
    ...`${text}\n${html}\n${calendar?.content.replaceAll('\r\n ', '') ?? ''}`.matchAll(
      /http:\/\/localhost:3000[^\s"'<>]*/g,
    ),
  ].map(([link]) => link.replaceAll('&amp;', '&'))

function linkIn(part: string, to?: string): URL {
  const all = world.application.mails().filter((mail) => to === undefined || mail.to === to)
  return new URL(all.flatMap(linksOf).find((link) => link.includes(part)) ?? 'about:blank')
}
const tokenIn = (part: string, to?: string) => linkIn(part, to).pathname.split('/').at(-1) ?? ''

/** Everything that is kept, by table; what counts requests, and what workers note as time goes by, is no part of it. */
async function everythingKept(): Promise<Record<string, string>> {
  const { rows: tables } = await world.owner.query<{ name: string }>(`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('auth', 'control', 'tenant') and tablename not in ('rate_limit', 'due_work', 'health', 'organization_sizes') order by 1`)
  const kept: Record<string, string> = {}
  for (const { name } of tables) {
    const { rows } = await world.owner.query<{ sum: string }>(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from ${name} t`,
    )
    kept[name] = rows[0]?.sum ?? ''
  }
  return kept
}

test('every mail that the product knows is looked at here', () => {
  const texts = JSON.parse(
    readFileSync(path.join(import.meta.dirname, '../features/identity/locales/en.json'), 'utf8'),
  ) as Record<string, { subject?: string }>
  const subjects = Object.values(texts).flatMap(({ subject }) => subject ?? [])
  expect(subjects.length).toBeGreaterThan(10)
  const missing = subjects.filter((subject) => {
    const parts = subject.split(/\{\{\w+\}\}/).map((part) => RegExp.escape(part))
    const written = new RegExp(`^${parts.join('.+')}$`)
    return !mails.some((mail) => written.test(mail.subject))
  })
  expect(missing).toEqual([])
  expect(new Set(mails.flatMap(({ calendar }) => calendar?.method ?? []))).toEqual(new Set(['REQUEST', 'CANCEL']))
  for (const part of ['/visit/', '/claim/']) expect(linkIn(part).pathname).toContain(part)
})

/** What a program that looks into mails opens: the link, where it leads, and what stands on that page. */
async function scan(link: string): Promise<void> {
  const seen = new Set<string>()
  const waiting = [link]
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (seen.has(next)) continue
    seen.add(next)
    const { pathname, search } = new URL(next)
    for (const method of ['HEAD', 'GET', 'HEAD', 'GET'] as const) {
      const answer = await world.application.http!.inject({ method, url: pathname + search })
      expect(answer.statusCode, `${method} ${next}`).toBeLessThan(500)
      const links = [...answer.body.matchAll(/(?:href|action|src)="(\/[^"]*)"/g)].map(([, to = '']) => to)
      for (const to of [answer.headers.location, ...links])
        if (to !== undefined && !to.startsWith('/assets/'))
          waiting.push(new URL(to.replaceAll('&amp;', '&'), 'http://localhost:3000').href)
    }
    // what the page of the app would read
    for (const below of ['/invitations/', '/email-changes/', '/platform/invitations/'])
      if (pathname.startsWith(below)) waiting.push(new URL(`/api/v1${pathname}`, next).href)
  }
}

test('whoever opens all the links of all mails, twice and without pressing anything, changes nothing', async () => {
  const before = await everythingKept()
  const links = new Set(mails.flatMap(linksOf))
  expect(links.size).toBeGreaterThan(10)
  for (const link of links) await scan(link)
  await settled()
  expect(await everythingKept()).toEqual(before)
})

test('and everyone whom the mails were for can still do what they are for', async () => {
  const reader = world.browser()
  const press = async ({ pathname, search }: URL) =>
    (await world.application.http!.inject({ method: 'POST', url: pathname + search, ...json })).statusCode
  expect(await press(linkIn('verify-email', fresh))).toBe(302)
  expect((await reader.signIn(fresh, password)).status).toBe(200)
  const token = tokenIn('/api/auth/reset-password/', resetting)
  expect((await reader.post('/api/auth/reset-password', { token, newPassword: 'a whole new password' })).status).toBe(
    200,
  )
  // Asked for twice: the newer link counts, whichever mail came first.
  const changes = mails.filter(({ to }) => to === moving).flatMap(linksOf)
  const confirmed: number[] = []
  for (const link of new Set(changes.filter((one) => one.includes('/email-changes/'))))
    confirmed.push((await reader.post(`/api/v1${new URL(link).pathname}/confirmation`)).status)
  expect(confirmed.toSorted((one, other) => one - other)).toEqual([200, 410])
  const invited = await world.account()
  await addressOf(invited, 'heron@invited.test')
  expect((await invited.post(`/api/v1${linkIn(':3000/invitations/').pathname}/acceptance`)).status).toBe(200)
  const appointment = `/visit/${organization.slug}/${place.ids.appointmentToken}`
  expect(await press(new URL(`${appointment}/confirmation`, 'http://localhost:3000'))).toBe(200)
  expect((await organization.owner.get(`/appointments/${place.ids.appointment}`)).body.state).toBe('confirmed')
})
