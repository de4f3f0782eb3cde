import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import { build } from '../build.ts'

let world: World
let org: TestOrganization
beforeAll(async () => {
  world = await createWorld()
  org = await world.organization()
})
afterAll(() => world?.close())

const today = () => Temporal.Now.plainDateISO(org.tenant.timeZone)
const bornYearsAgo = (years: number, days = 0) => today().subtract({ years }).add({ days }).toString()

/** Somebody whose parent has answered for them since long before. */
async function child(birthDate: string, more: object = {}) {
  const made = await org.inTenant(async (tx) => {
    const guardian = await build.guardian(tx, { name: 'Parent' })
    const patient = await build.patient(tx, {
      kind: 'human',
      givenName: 'Kim',
      birthDate,
      guardianIds: [guardian.id],
      ...more,
    })
    return { patientId: patient.id, guardianId: guardian.id }
  })
  await org.database.query(
    `update tenant.patient_guardians set since = now() - interval '9 years' where patient_id = $1`,
    [made.patientId],
  )
  return made
}

const due = async () => {
  const { status, body } = await org.owner.get('/majority-reviews')
  expect(status).toBe(200)
  return body.items as { patientId: string; ofAgeOn: string; guardians: { name: string }[] }[]
}
const dueIds = async () => (await due()).map(({ patientId }) => patientId)
const decide = (body: object) => org.owner.post('/majority-reviews', body)
const relation = async (patientId: string) => (await org.owner.get(`/patients/${patientId}/relations`)).body.items[0]

test('on the day itself it is asked, not the day before, and of nobody who needs no answer', async () => {
  const [now, tomorrow] = [await child(bornYearsAgo(18)), await child(bornYearsAgo(18, 1))]
  const grown = await child(bornYearsAgo(25))
  const dead = await child(bornYearsAgo(18), { deceasedOn: today().toString() })
  const late = await child(bornYearsAgo(18))
  // a carer whom a grown person took
  await org.database.query(`update tenant.patient_guardians set since = now() where patient_id = $1`, [late.patientId])
  const payer = await child(bornYearsAgo(18))
  await org.owner.patch(`/patients/${payer.patientId}/relations/${payer.guardianId}`, { kind: 'payer' }, 2)
  const items = await due()
  expect(items).toMatchObject([
    { patientId: now.patientId, ofAgeOn: today().toString(), guardians: [{ name: 'Parent' }] },
  ])
  for (const { patientId } of [tomorrow, grown, dead, late, payer])
    expect(items.map((one) => one.patientId)).not.toContain(patientId)
  expect((await decide({ patientId: tomorrow.patientId, decision: 'ended' })).body.code).toBe('already-exists')
})

test('they end today, and are asked about no more', async () => {
  const { patientId } = await child(bornYearsAgo(18))
  expect(await decide({ patientId, decision: 'ended' })).toMatchObject({
    status: 201,
    body: { patientId, decision: 'ended' },
  })
  expect(await relation(patientId)).toMatchObject({ state: 'ended', until: today().toString() })
  expect(await dueIds()).not.toContain(patientId)
  expect((await decide({ patientId, decision: 'ended' })).body.code).toBe('already-exists')
  const { body } = await org.owner.get(`/patients/${patientId}/access-history`)
  expect(body.items).toContainEqual(expect.objectContaining({ subject: 'majority_reviews', action: 'create' }))
})

test('they go on until the day that was agreed on, and end by themselves', async () => {
  const { patientId } = await child(bornYearsAgo(19))
  const until = today().add({ months: 6 }).toString()
  const issue = async (body: object) => (await decide({ patientId, ...body })).body.data.issues[0].code
  expect(await issue({ decision: 'kept' })).toBe('choice')
  expect(await issue({ decision: 'ended', until })).toBe('choice')
  expect(await issue({ decision: 'kept', until: today().subtract({ days: 1 }).toString() })).toBe('ends-first')
  expect(await issue({ patientId: newId(), decision: 'ended' })).toBe('unknown')
  expect((await decide({ patientId, decision: 'kept', until })).status).toBe(201)
  expect(await relation(patientId)).toMatchObject({ state: 'running', until })
  expect(await dueIds()).not.toContain(patientId)
})

test('it is left to their own account: a code goes to their own address, and where there is none nothing is decided', async () => {
  const without = await child(bornYearsAgo(18))
  expect(await decide({ patientId: without.patientId, decision: 'own-account' })).toMatchObject({
    status: 409,
    body: { code: 'wrong-state', data: { state: 'no-email' } },
  })
  expect(await relation(without.patientId)).toMatchObject({ state: 'running' })
  const { patientId } = await child(bornYearsAgo(18), { contact: { email: 'kim@own.test' } })
  expect((await decide({ patientId, decision: 'own-account' })).status).toBe(201)
  await world.application.workers?.drain()
  expect(world.application.mails().some(({ to }) => JSON.stringify(to).includes('kim@own.test'))).toBe(true)
  expect(await relation(patientId)).toMatchObject({ state: 'ended' })
})

test('sent twice with one key it is done once; with other content the key is refused', async () => {
  const { patientId } = await child(bornYearsAgo(18))
  const at = `/patients/${patientId}`
  const { id: guardianId } = await org.inTenant((tx) => build.guardian(tx))
  const change = { former: [], on: today().toString(), formerSees: 'nothing', newGuardian: { name: 'Next' } }
  const sends: [path: string, body: object, other: object][] = [
    ['/majority-reviews', { patientId, decision: 'ended' }, { patientId, decision: 'own-account' }],
    [`${at}/relations`, { guardianId, kind: 'carer' }, { guardianId, kind: 'payer' }],
    [`${at}/guardian-changes`, change, { ...change, newGuardian: { name: 'Another' } }],
  ]
  for (const [path, body, other] of sends) {
    const key = { 'idempotency-key': 'once' }
    const first = await org.owner.post(path, body, key)
    expect(await org.owner.post(path, body, key)).toMatchObject({ status: first.status, body: first.body })
    expect([first.status, (await org.owner.post(path, other, key)).body.code]).toEqual([
      path.endsWith('changes') ? 200 : 201,
      'key-reused',
    ])
  }
})
