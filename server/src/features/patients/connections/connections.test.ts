import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import { calling } from '../../../testing/callers.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { build } from '../build.ts'
import { minutesToConnect, maxPerAccount, maxFailures, maxPerContact } from './rules.ts'
import { uuids } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

/** Each mail is waited for until every job of two databases has come to an end. */
let world: World
let org: TestOrganization
let made = 0
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world?.close())
// all tests guess from one address
beforeEach(() => world.owner.query('delete from auth.guess'))

/** An account that is a member of nothing, calling below the organization. */
async function somebody(): Promise<Person> {
  const account = await world.account('Pat Person')
  return calling(world, org, { authorization: `Bearer ${account.token}` }, account)
}
const address = () => `holder-${++made}-${newId().slice(-8)}@example.org`
const patient = (email: string | undefined, more: object = {}) =>
  org.inTenant((tx) => build.patient(tx, { ...(email && { contact: { email } }), ...more }))
const mails = async (email: string) => {
  await world.application.workers?.drain()
  return world.application.mails().filter((mail) => mail.to === email)
}
/** The code of the newest mail. */
const codeFor = async (email: string) => /\b(\d{6})\b/.exec((await mails(email))[0]?.text ?? '')?.[1] ?? ''
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const confirm = (who: Person, email: string, code: string, headers?: Record<string, string>) =>
  who.post('/connections/confirmation', { email, code }, headers)
const patientsOf = async (who: Person) =>
  (await who.get('/api/v1/me')).body.patients as { patientId: string; relation: string; permissions: string[] }[]
const refused = { status: 403, body: { code: 'not-confirmed' } }
const ended = { status: 410, body: { code: 'link-ended' } }

describe.each([{ dedicated: false }, { dedicated: true }])('dedicated: $dedicated', ({ dedicated }) => {
  beforeAll(async () => void (org = await world.organization({ dedicated })))

  test('a code to a contact that the clinic holds links all who stand behind it, and they are seen at once', async () => {
    const email = address()
    const guardian = await org.inTenant((tx) =>
      build.guardian(tx, { name: 'Gwen', contact: { email }, language: 'de' }),
    )
    const own = await patient(email, { givenName: 'Gwen', familyName: 'Herself' })
    const dog = await patient(undefined, { givenName: 'Rex', species: 'dog', guardianIds: [guardian.id] })
    const cat = await patient(undefined, { givenName: 'Tom', species: 'cat', guardianIds: [guardian.id] })
    await patient(address(), { givenName: 'Stranger' })
    const me = await somebody()
    expect(await me.post('/connections', { email: email.toUpperCase() })).toMatchObject({
      status: 202,
      body: { email },
    })
    const [mail] = await mails(email)
    expect(mail?.text).toContain(`/claim/${org.slug}?email=${encodeURIComponent(email)}`)
    expect(mail?.subject).toContain(`Practice ${org.slug}`)
    expect(mail?.text).not.toMatch(/Rex|Tom|Herself/)
    const connected = await confirm(me, email, await codeFor(email))
    expect(connected.status).toBe(200)
    expect(
      connected.body.patients.toSorted((a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name)),
    ).toEqual([
      { id: own.id, name: 'Gwen Herself', relation: 'self' },
      { id: dog.id, name: 'Rex', relation: 'guardian' },
      { id: cat.id, name: 'Tom', relation: 'guardian' },
    ])
    const seen = await patientsOf(me)
    expect(seen.map(({ patientId }) => patientId).toSorted()).toEqual([own.id, dog.id, cat.id].toSorted())
    for (const link of seen)
      expect(link.permissions.toSorted()).toEqual(['appointments', 'billing', 'messages', 'records'])
    expect(await confirm(me, email, await codeFor(email))).toMatchObject(ended)
  })

  test('no code is made for a patient who is restricted', async () => {
    const email = address()
    const { id } = await patient(email)
    expect((await org.owner.post(`/patients/${id}/restrictions`, { reason: 'Disputed' })).status).toBe(201)
    await (await somebody()).post('/connections', { email })
    expect(await mails(email)).toEqual([])
  })

  test('the message is written in the language of whoever holds the contact', async () => {
    const email = address()
    const guardian = await org.inTenant((tx) => build.guardian(tx, { contact: { email }, language: 'ar' }))
    await patient(undefined, { guardianIds: [guardian.id], language: 'de' })
    await (await somebody()).post('/connections', { email })
    expect((await mails(email))[0]?.subject).toContain('رمزك')
    const german = address()
    await patient(german, { language: 'de' })
    await (await somebody()).post('/connections', { email: german })
    expect((await mails(german))[0]?.subject).toContain('Ihr Code')
  })

  test('whether the clinic holds a contact shows in no answer, neither to asking nor to guessing', async () => {
    const [held, unheld] = [address(), address()]
    await patient(held)
    const plain = (answer: { status: number; body: Record<string, unknown> }, email: string) =>
      JSON.stringify([answer.status, { ...answer.body, requestId: undefined }]).replaceAll(email, '<email>')
    const story = async (email: string) => {
      const me = await somebody()
      const said = [
        plain(await confirm(me, email, '000000'), email),
        plain(await me.post('/connections', { email }), email),
      ]
      await mails(email)
      const code = await codeFor(email)
      for (let nth = 0; nth < maxFailures + 1; nth++)
        said.push(plain(await confirm(me, email, other(code || '123455')), email))
      return said
    }
    expect(await story(unheld)).toEqual(await story(held))
    expect(await mails(unheld)).toEqual([])
    const left = await org.inTenant((tx) =>
      tx.all(
        shape({
          patient_ids: uuids,
        })`select patient_ids from tenant.claim_codes where organization_id = ${org.id} and token = ${tx.sealer.token('email', unheld)}`,
      ),
    )
    expect(left).toEqual([{ patient_ids: [] }])
  })

  test('a wrong code is refused and counts, also in parallel; after five the right one is dead', async () => {
    const email = address()
    await patient(email)
    const me = await somebody()
    await me.post('/connections', { email })
    const code = await codeFor(email)
    const guesses = await Promise.all(Array.from({ length: 9 }, () => confirm(me, email, other(code))))
    expect(guesses.filter(({ status }) => status === 403)).toHaveLength(maxFailures)
    for (const guess of guesses) expect([403, 410]).toContain(guess.status)
    expect(await confirm(me, email, code)).toMatchObject(ended)
    expect(await patientsOf(me)).toEqual([])
    const { rows } = await world.owner.query(
      "select kind from auth.security_event where user_id = $1 and kind = 'link-refused'",
      [me.accountId],
    )
    expect(rows.length).toBeGreaterThan(0)
  })

  test('four wrong ones leave the fifth; an expired one is over; a newer one replaces it', async () => {
    const email = address()
    await patient(email)
    const me = await somebody()
    await me.post('/connections', { email })
    const old = await codeFor(email)
    await me.post('/connections', { email })
    const code = await codeFor(email)
    if (old !== code) expect(await confirm(me, email, old)).toMatchObject(ended)
    for (let nth = 0; nth < 3; nth++) expect(await confirm(me, email, other(code))).toMatchObject(refused)
    expect((await confirm(me, email, code)).status).toBe(200)
    await me.post('/connections', { email })
    const late = await codeFor(email)
    await org.database.query(
      // that one alone: who forgets old codes locks them in another order
      `update tenant.claim_codes set expires_at = now() where organization_id = $1 and id = (
        select id from tenant.claim_codes where organization_id = $1 and used_at is null order by created_at desc limit 1)`,
      [org.id],
    )
    expect(await confirm(me, email, late)).toMatchObject(ended)
    const { rows } = await org.database.query<{ minutes: number }>(
      'select extract(epoch from max(expires_at - created_at)) / 60 as minutes from tenant.claim_codes',
    )
    expect(Number(rows[0]?.minutes)).toBeLessThanOrEqual(minutesToConnect + 0.1)
  })

  test('a code serves the account that asked for it and no other; what the clinic sent serves whoever holds it', async () => {
    const email = address()
    const own = await patient(email)
    const [asker, thief, invited] = [await somebody(), await somebody(), await somebody()]
    await asker.post('/connections', { email })
    const code = await codeFor(email)
    expect(await confirm(thief, email, code)).toMatchObject(refused)
    expect((await confirm(asker, email, code)).status).toBe(200)
    expect(await org.owner.post(`/patients/${own.id}/connection-codes`, {})).toMatchObject({
      status: 202,
      body: { sentTo: expect.stringMatching(/^h•••@e•••\.org$/) },
    })
    expect((await confirm(invited, email, await codeFor(email))).status).toBe(200)
    expect(await patientsOf(invited)).toMatchObject([{ patientId: own.id, relation: 'self' }])
  })

  test('a contact that is the patient’s no more opens nothing, though its code was sent before', async () => {
    const email = address()
    const own = await patient(email)
    const me = await somebody()
    await me.post('/connections', { email })
    const code = await codeFor(email)
    const { body } = await org.owner.get(`/patients/${own.id}`)
    await org.owner.patch(`/patients/${own.id}`, { contact: { email: address() } }, body.version)
    expect(await confirm(me, email, code)).toMatchObject(ended)
    expect(await patientsOf(me)).toEqual([])
    const { rows } = await world.owner.query('select from control.account_directory where account_id = $1', [
      me.accountId,
    ])
    expect(rows).toEqual([])
  })

  test('asking is limited by contact and by account, whether or not anybody is behind the contact', async () => {
    for (const email of [address(), address()]) {
      if (made % 2) await patient(email)
      for (let nth = 0; nth < maxPerContact; nth++)
        expect((await (await somebody()).post('/connections', { email })).status).toBe(202)
      expect(await (await somebody()).post('/connections', { email })).toMatchObject({
        status: 429,
        body: { code: 'too-many-requests' },
      })
    }
    const me = await somebody()
    for (let nth = 0; nth < maxPerAccount; nth++)
      expect((await me.post('/connections', { email: address() })).status).toBe(202)
    expect((await me.post('/connections', { email: address() })).status).toBe(429)
  })

  test('one account guesses ten times, whatever contacts it names', async () => {
    const me = await somebody()
    const guesses = []
    for (let nth = 0; nth < 11; nth++) guesses.push((await confirm(me, address(), '123456')).status)
    expect(guesses).toEqual([...Array.from({ length: 10 }, () => 403), 429])
  })

  test('whom somebody works for does not hear of what they claim elsewhere as a patient', async () => {
    const me = await somebody()
    const employer = await world.organization()
    await employer.join(me, 'nurse')
    for (let nth = 0; nth < 12; nth++) await confirm(me, address(), '123456')
    await world.application.platform.refusals.flush()
    const told = async (text: string, id: string) => (await world.owner.query(text, [id])).rowCount
    expect(await told('select from auth.security_event where user_id = $1', me.accountId)).toBeGreaterThan(1)
    expect(
      await told(`select from control.audit_events where organization_id = $1 and action = 'refuse'`, employer.id),
    ).toBe(0)
  })

  test('the same request asks and links once', async () => {
    const email = address()
    await patient(email)
    const me = await somebody()
    const key = (name: string) => ({ 'idempotency-key': name })
    for (let nth = 0; nth < 2; nth++) expect((await me.post('/connections', { email }, key('ask'))).status).toBe(202)
    expect(await mails(email)).toHaveLength(1)
    expect(await me.post('/connections', { email: address() }, key('ask'))).toMatchObject({
      status: 422,
      body: { code: 'key-reused' },
    })
    const code = await codeFor(email)
    const first = await confirm(me, email, code, key('go'))
    expect(first.status).toBe(200)
    expect(await confirm(me, email, code, key('go'))).toMatchObject({ status: 200, body: first.body })
    expect(await confirm(me, email, other(code), key('go'))).toMatchObject({
      status: 422,
      body: { code: 'key-reused' },
    })
  })

  test('leaving ends one’s own link at once, and with the last one nothing of the clinic is left in sight', async () => {
    const email = address()
    const [one, two] = [await patient(email), await patient(email)]
    const [me, stranger] = [await somebody(), await somebody()]
    await me.post('/connections', { email })
    await confirm(me, email, await codeFor(email))
    expect((await stranger.delete(`/connections/${one.id}`)).status).toBe(404)
    expect((await me.delete(`/connections/${one.id}`, 7)).status).toBe(412)
    expect(await me.delete(`/connections/${one.id}`, 1)).toMatchObject({ status: 200, body: { patientId: one.id } })
    expect((await me.delete(`/connections/${one.id}`)).status).toBe(404)
    expect((await me.delete(`/connections/${newId()}`)).status).toBe(404)
    expect(await patientsOf(me)).toMatchObject([{ patientId: two.id }])
    await me.delete(`/connections/${two.id}`)
    expect(await patientsOf(me)).toEqual([])
    const { rows } = await world.owner.query('select from control.account_directory where account_id = $1', [
      me.accountId,
    ])
    expect(rows).toEqual([])
    await me.post('/connections', { email })
    expect((await confirm(me, email, await codeFor(email))).status).toBe(200)
    expect(await patientsOf(me)).toHaveLength(2)
  })

  test('a program connects nothing; nobody signed out does; an address must be one', async () => {
    const { body } = await org.owner.post('/api-keys', { name: 'K', permissions: ['patients.write'], days: 1 })
    const program = calling(world, org, { authorization: `Bearer ${body.key}` })
    expect((await program.post('/connections', { email: address() })).status).toBe(403)
    expect((await confirm(program, address(), '123456')).status).toBe(403)
    expect((await calling(world, org, {}).post('/connections', { email: address() })).status).toBe(401)
    const me = await somebody()
    expect((await me.post('/connections', { email: 'x' })).status).toBe(400)
    expect((await confirm(me, address(), '12345')).status).toBe(400)
    const lost = calling(world, { slug: 'no-such-place' }, { authorization: `Bearer ${(await world.account()).token}` })
    expect((await lost.post('/connections', { email: address() })).status).toBe(404)
  })
})
