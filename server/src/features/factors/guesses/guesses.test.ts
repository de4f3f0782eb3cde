import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { networkOf } from '../../../kit/limits/network.ts'
import { isDeep } from '../../../testing/deep.ts'
import { createWorld, type Answer, type Person, type World } from '../../../testing/world.ts'
import { work } from '../passwords/hashes.ts'
import { forgetGuesses } from './jobs.ts'
import { limits } from './rules.ts'

let world: World
beforeAll(async () => void (world = await createWorld({ SIGN_INS_PER_MINUTE: '100000', TRUST_PROXY: 'on' })))
afterAll(() => world.close())

const password = 'correct horse battery'
let addresses = 0
/** An address of its own for every call: what is counted per address stays out of the way. */
const nextAddress = () => `10.${(++addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`

const guess = (email: string, typed: string, from = nextAddress()): Promise<Answer> =>
  world.browser().post('/api/auth/sign-in/email', { email, password: typed }, { 'x-forwarded-for': from })

const statuses = (answers: Answer[]) =>
  Object.fromEntries([...Map.groupBy(answers, ({ status }) => status)].map(([status, all]) => [status, all.length]))

/** What is written without being waited for is there at last. */
const patience = { timeout: 300_000 }

/** Guesses of one kind: far beyond every limit that they meet, however fast the machine. */
const many = isDeep ? 100 : 30

/** A refusal says until when: to the end of the window that the database counts in. */
async function willWait(refused: Answer | undefined): Promise<void> {
  const { rows } = await world.owner.query(
    `select ceil(extract(epoch from max(window_ends_at) - now()))::int as left from auth.guess where key like '%:account:%'`,
  )
  expect(Number(refused?.headers['retry-after'])).toBeGreaterThanOrEqual(rows[0].left)
}

const forget = () => world.owner.query('delete from auth.guess')

async function kindsOf(accountId: string): Promise<string[]> {
  const { rows } = await world.owner.query(
    'select distinct kind from auth.security_event where user_id = $1 order by kind',
    [accountId],
  )
  return rows.map(({ kind }) => kind as string)
}

test(`${many} passwords on one account: ten are looked at, and the right one is not among the rest`, async () => {
  await forget()
  const person = await world.account('Ada', password)
  const before = work.hashes
  const answers: Answer[] = []
  for (let nth = 0; nth < many; nth++)
    answers.push(await guess(person.email, nth === many - 1 ? password : `guess ${nth}`))
  expect(statuses(answers)).toEqual({ 401: limits.account.maximum, 429: many - limits.account.maximum })
  expect(work.hashes - before).toBe(limits.account.maximum)
  await willWait(answers.at(-1))
  await vi.waitFor(
    async () => expect(await kindsOf(person.accountId)).toEqual(['password-refused', 'too-many-attempts']),
    patience,
  )
})

test(`one password on ${many} accounts: twenty are looked at`, async () => {
  await forget()
  const before = work.hashes
  const answers: Answer[] = []
  for (let nth = 0; nth < many; nth++) answers.push(await guess(`victim-${nth}@example.test`, 'Winter in Berlin 2026'))
  expect(statuses(answers)).toEqual({ 401: limits.secret.maximum, 429: many - limits.secret.maximum })
  expect(work.hashes - before).toBe(limits.secret.maximum)
})

interface Told {
  subjectId: string
  details: { kind: string }
}

test('one password on many accounts is refused and written down: for each, for its organization, and for us', async () => {
  await forget()
  const organization = await world.organization()
  const people: Person[] = []
  for (let nth = 0; nth < 30; nth++) people.push(await organization.member('nurse'))
  const answers: Answer[] = []
  for (const { email } of people) answers.push(await guess(email, 'Summer in Berlin 2026'))
  expect(statuses(answers)).toEqual({ 401: limits.secret.maximum, 429: 10 })
  await vi.waitFor(async () => {
    const kinds = await Promise.all(people.map(({ accountId }) => kindsOf(accountId)))
    expect(kinds).toEqual(
      people.map((_, nth) => [nth < limits.secret.maximum ? 'password-refused' : 'too-many-attempts']),
    )
    const { items } = (await organization.owner.get('/security-events?limit=200')).body
    const refused = items.filter(({ action }: { action: string }) => action === 'refuse')
    const told = Object.groupBy(refused as Told[], ({ details }) => details.kind)
    const counts = Object.entries(told).map(([kind, all = []]) => [
      kind,
      new Set(all.map((each) => each.subjectId)).size,
    ])
    expect(Object.fromEntries(counts)).toEqual({
      'password-refused': limits.secret.maximum,
      'too-many-attempts': 10,
    })
  }, patience)
})

test('one password in other letters is the same password', async () => {
  await forget()
  const wide = (text: string, which: number) =>
    [...text]
      .map((sign, at) => ((which >> at) & 1 ? String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0) : sign))
      .join('')
  const answers: Answer[] = []
  for (let nth = 0; nth < 30; nth++) answers.push(await guess(`wide-${nth}@example.test`, wide('Winterinberlin', nth)))
  expect(statuses(answers)).toEqual({ 401: limits.secret.maximum, 429: 10 })
})

test('nobody fills another’s mailbox through us, and nobody learns that it was tried', async () => {
  await forget()
  const person = await world.account('Ada', password)
  const answers: Answer[] = []
  for (let nth = 0; nth < 12; nth++)
    answers.push(
      await world
        .browser()
        .post(
          '/api/auth/request-password-reset',
          { email: person.email, redirectTo: '/reset' },
          { 'x-forwarded-for': nextAddress() },
        ),
    )
  expect(statuses(answers)).toEqual({ 200: 12 })
  await world.application.workers?.drain()
  expect(world.application.mails().filter(({ to }) => to === person.email)).toHaveLength(limits.mail.maximum)
  await vi.waitFor(async () => {
    const { rows } = await world.owner.query(
      `select from auth.security_event where kind = 'too-many-attempts' and details ->> 'at' = 'mail'`,
    )
    expect(rows.length).toBeGreaterThan(0)
  }, patience)
})

test(`${many} guesses at once pass no more than ten`, async () => {
  await forget()
  const person = await world.account('Ada', password)
  const before = work.hashes
  const answers = await Promise.all(Array.from({ length: many }, (_, nth) => guess(person.email, `guess ${nth}`)))
  expect(statuses(answers)).toEqual({ 401: limits.account.maximum, 429: many - limits.account.maximum })
  expect(work.hashes - before).toBe(10)
})

test('a known and an unknown address are refused alike', async () => {
  await forget()
  const person = await world.account('Ada', password)
  const [known, unknown]: [Answer[], Answer[]] = [[], []]
  for (let nth = 0; nth < 12; nth++) {
    known.push(await guess(person.email, `guess ${nth}`))
    unknown.push(await guess('nobody@example.test', `guess ${nth}`))
  }
  const shape = ({ status, body }: Answer) => ({ status, ...body, requestId: '' })
  expect(known.map(shape)).toEqual(unknown.map(shape))
})

test('one address has fifty guesses, and one right sign-in does not give the others back', async () => {
  await forget()
  const person = await world.account('Ada', password)
  const answers: Answer[] = []
  for (let nth = 0; nth < 49; nth++) answers.push(await guess(`other-${nth}@example.test`, `guess ${nth}`, '192.0.2.7'))
  expect((await guess(person.email, password, '192.0.2.7')).status).toBe(200)
  for (let nth = 0; nth < 5; nth++) answers.push(await guess(`more-${nth}@example.test`, `again ${nth}`, '192.0.2.7'))
  expect(statuses(answers)).toEqual({ 401: 50, 429: 4 })
})

test('right passwords use nothing up', async () => {
  await forget()
  const person = await world.account('Ada', password)
  for (let nth = 0; nth < 25; nth++) expect((await guess(person.email, password, '192.0.2.8')).status).toBe(200)
})

test('strangers do not lock a person out of their own browser, and that browser does not guess for ever', async () => {
  await forget()
  const person = await world.account('Ada', password)
  const own = world.browser()
  expect((await own.signIn(person.email, password)).status).toBe(200)
  for (let nth = 0; nth < 12; nth++) await guess(person.email, `guess ${nth}`)
  expect((await guess(person.email, password)).status).toBe(429)
  expect((await own.signIn(person.email, password)).status).toBe(200)
  const wrong: Answer[] = []
  for (let nth = 0; nth < 12; nth++) wrong.push(await own.signIn(person.email, `mistyped ${nth}`))
  expect(statuses(wrong)).toEqual({ 401: 10, 429: 2 })
})

test('what everybody guesses together is limited, too', async () => {
  await forget()
  await world.owner.query(
    `insert into auth.guess (key, count, window_ends_at) values ('all', 999, now() + interval '1 hour')`,
  )
  expect((await guess('first@example.test', 'first guess')).status).toBe(401)
  const refused = await guess('second@example.test', 'second guess')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(3600)
})

test('counts end with their window', async () => {
  await forget()
  const person = await world.account('Ada', password)
  for (let nth = 0; nth < 11; nth++) await guess(person.email, `guess ${nth}`)
  await world.owner.query(`update auth.guess set window_ends_at = now() - interval '1 second'`)
  expect((await guess(person.email, password)).status).toBe(200)
})

test('what is no longer counted is put away, and nothing else', async () => {
  await world.owner.query(
    `insert into auth.guess (key, count, window_ends_at) values ('old', 1, now() - interval '2 hours'), ('new', 1, now())`,
  )
  await forgetGuesses(world.application.platform)
  expect((await world.owner.query(`select key from auth.guess where key in ('old', 'new')`)).rows).toEqual([
    { key: 'new' },
  ])
})

test('behind a proxy the address is the one that the proxy saw, whatever the caller puts before it', async () => {
  await forget()
  const answers: Answer[] = []
  for (let nth = 0; nth < 52; nth++)
    answers.push(await guess(`proxied-${nth}@example.test`, `guess ${nth}`, `203.0.113.${nth}, 198.51.100.9`))
  expect(statuses(answers)).toEqual({ 401: 50, 429: 2 })
})

test('without a proxy a forwarded address is not believed', async () => {
  const open = await createWorld({ SIGN_INS_PER_MINUTE: '100000' })
  try {
    const answers: Answer[] = []
    for (let nth = 0; nth < 52; nth++)
      answers.push(
        await open
          .browser('198.51.100.9')
          .post(
            '/api/auth/sign-in/email',
            { email: `open-${nth}@example.test`, password: `guess ${nth}` },
            { 'x-forwarded-for': `203.0.113.${nth}` },
          ),
      )
    expect(statuses(answers)).toEqual({ 401: 50, 429: 2 })
    const { rows } = await open.owner.query(`select key from auth.guess where key like 'address:%'`)
    expect(rows).toEqual([{ key: 'address:198.51.100.9' }])
  } finally {
    await open.close()
  }
})

test('nothing that was typed is kept', async () => {
  await forget()
  await guess('typed@example.test', 'what was typed')
  const { rows } = await world.owner.query('select * from auth.guess')
  expect(JSON.stringify(rows)).not.toMatch(/typed/)
})

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('one subscriber behind %s is %s', (address, network) => expect(networkOf(address)).toBe(network))
