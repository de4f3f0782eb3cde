import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import { inControl } from '../../../kit/db/tenant-tx.ts'
import { createWorld, type Person, type World } from '../../../testing/world.ts'
import { cancelAppointment } from '../appointments/actions.ts'
import { footprintOf } from '@polyclinic/contract/scheduling/footprints.ts'
import { build, hourAhead } from '../build.ts'
import { claimTime, noteBooked } from './actions.ts'
import { agree, book, ledgerOf, workplaceOf, type Workplace } from './workplace-fixture.ts'

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world.close())

const startsAt = hourAhead(6)
const later = (minutes: number) => new Date(Date.parse(startsAt) + minutes * 60_000).toISOString()

describe.each([
  { kind: 'a pooled', dedicated: false },
  { kind: 'a dedicated', dedicated: true },
])('a consent between a pooled and $kind organization', ({ dedicated }) => {
  let locum: Person
  let here: Workplace
  let there: Workplace
  beforeEach(async () => {
    locum = await world.account('Lou Locum')
    here = await workplaceOf(world, locum)
    there = await workplaceOf(world, locum, { dedicated })
  })

  /** A worker may fill in at the same moment; whoever comes second takes its own claim back. */
  async function settledLedger(length: number) {
    await expect.poll(async () => (await ledgerOf(world, locum)).length).toBe(length)
    return ledgerOf(world, locum)
  }

  test('takes every appointment ahead into the ledger, and none that is over or cancelled', async () => {
    const { body: first } = await book(here, startsAt)
    const { body: second } = await book(there, later(60))
    const { body: ended } = await book(there, later(120))
    await there.organization.owner.post(`/appointments/${ended.id}/cancellation`, { reason: 'client' })
    expect(await ledgerOf(world, locum)).toEqual([])
    await agree(locum, there)
    expect(await settledLedger(2)).toMatchObject([
      { organization_id: here.organization.id, appointment_id: first.id, is_confirmed: true },
      { organization_id: there.organization.id, appointment_id: second.id, is_confirmed: true },
    ])
    expect((await book(here, later(60))).status).toBe(409)
    expect((await book(there, startsAt)).status).toBe(409)
  })

  test('leaves what overlapped before, and lets nothing new overlap either of them', async () => {
    await book(here, startsAt)
    await book(there, later(10))
    await agree(locum, there)
    const rows = await settledLedger(2)
    expect(new Set(rows.map(({ party }) => party))).toEqual(new Set([locum.accountId]))
    expect((await book(here, later(20), { overbook: { reason: 'must be today' } })).body.code).toBe('not-available')
    expect((await book(there, later(0), { overbook: { reason: 'must be today' } })).body.code).toBe('not-available')
  })

  test('may be given twice: nothing is claimed twice', async () => {
    await book(there, startsAt)
    await Promise.all([agree(locum, there), agree(locum, there)])
    await agree(locum, there)
    await settledLedger(1)
  })

  test('that was cut off half way keeps that practitioner alone from being booked, until it is finished later', async () => {
    const { body: appointment } = await book(here, startsAt)
    const colleague = await here.organization.inTenant((tx) => build.practitioner(tx, { clinicIds: [here.clinicId] }))
    await agree(locum, there)
    await world.owner.query('update tenant.appointments set busy_claim_id = null where id = $1', [appointment.id])
    await world.owner.query('delete from control.busy where appointment_id = $1', [appointment.id])
    // what finishes it is quick: it waits for this row
    const holder = await world.owner.connect()
    await holder.query('begin')
    await holder.query('select from tenant.appointments where id = $1 for update', [appointment.id])
    const unfilled = 'update control.practices set filled_at = null where account_id = $1 and organization_id = $2'
    await world.owner.query(unfilled, [locum.accountId, here.organization.id])
    const answers = await Promise.all([here, there].map((workplace) => book(workplace, later(60))))
    expect(answers).toMatchObject([503, 503].map((status) => ({ status, body: { code: 'unavailable' } })))
    expect((await book({ ...here, practitionerId: colleague.id }, later(60))).status).toBe(201)
    await holder.query('rollback')
    holder.release()
    await expect.poll(async () => (await book(there, later(60))).status, { interval: 250 }).toBe(201)
    expect((await ledgerOf(world, locum)).map(({ appointment_id }) => appointment_id)).toContain(appointment.id)
  })
})

test('an organization that nobody agreed to learns nothing and is told of nothing', async () => {
  const locum = await world.account()
  const here = await workplaceOf(world, locum)
  const there = await workplaceOf(world, locum, { dedicated: true })
  await book(here, startsAt)
  expect((await book(there, startsAt)).status).toBe(201)
  const stranger = await workplaceOf(world, await world.account())
  expect((await locum.call('PUT', `/api/v1/me/busy-consents/${stranger.organization.id}`)).status).toBe(404)
})

describe('a claim whose author fell silent', () => {
  let locum: Person
  let there: Workplace
  let here: Workplace
  beforeEach(async () => {
    locum = await world.account()
    here = await workplaceOf(world, locum)
    there = await workplaceOf(world, locum, { dedicated: true })
    await agree(locum, there)
  })

  /** Places a claim as a booking does whose process is killed before its own transaction ends. */
  async function placed(isBooked: boolean): Promise<string> {
    const claim = {
      id: newId(),
      accountId: locum.accountId,
      appointmentId: newId(),
      footprint: footprintOf(Date.parse(startsAt), { duration: 1_800_000, before: 0, after: 0 }),
    }
    const { transactions } = world.application.platform
    const caller = { requestId: newId() }
    await inControl(transactions, caller, { mode: 'write', organizationId: there.organization.id }, (control) =>
      claimTime(control, claim, false),
    )
    if (isBooked) await there.organization.inTenant((tx) => noteBooked(tx, claim.id))
    return claim.id
  }

  const wait21Seconds = (claimId: string) =>
    world.owner.query("update control.busy set created_at = created_at - interval '21 seconds' where id = $1", [
      claimId,
    ])

  test('is released later where nothing was booked, and can never be booked after', async () => {
    const claimId = await placed(false)
    expect((await book(here, startsAt)).status).toBe(409)
    await wait21Seconds(claimId)
    await world.application.workers?.drain()
    expect(await ledgerOf(world, locum)).toEqual([])
    await expect(there.organization.inTenant((tx) => noteBooked(tx, claimId))).rejects.toMatchObject({
      code: 'unavailable',
    })
    expect((await book(here, startsAt)).status).toBe(201)
  })

  test('is confirmed later where the appointment was booked', async () => {
    await wait21Seconds(await placed(true))
    await world.application.workers?.drain()
    expect(await ledgerOf(world, locum)).toMatchObject([{ is_confirmed: true }])
  })

  test('of an appointment that was cancelled is released by the event that the cancellation wrote', async () => {
    const { body: appointment } = await book(there, startsAt)
    expect(await ledgerOf(world, locum)).toHaveLength(1)
    // as of a process that is killed once its transaction is kept
    const whenEnded = () => {}
    await there.organization.inTenant((tx) =>
      cancelAppointment({ ...tx, whenEnded }, { id: appointment.id }, { reason: 'clinic' }),
    )
    expect(await ledgerOf(world, locum)).toHaveLength(1)
    await world.application.workers?.drain()
    expect(await ledgerOf(world, locum)).toEqual([])
  })

  test('stays untouched for 20 seconds', async () => {
    const claimId = await placed(false)
    await world.application.workers?.drain()
    expect(await ledgerOf(world, locum)).toMatchObject([{ id: claimId, is_confirmed: false }])
  })
})

test('answers that gave a claim up are forgotten after 30 days, no sooner, and others never', async () => {
  const { organization } = await workplaceOf(world, await world.account())
  const row = (outcome: string, days: number) =>
    world.owner.query(
      'insert into tenant.claim_outcomes (organization_id, claim_id, outcome, at) values ($1, $2, $3, clock_timestamp() - make_interval(days => $4))',
      [organization.id, newId(), outcome, days],
    )
  await row('abandoned', 31)
  await row('abandoned', 29)
  await row('booked', 400)
  await world.application.workers?.drain()
  const { rows } = await world.owner.query(
    'select outcome from tenant.claim_outcomes where organization_id = $1 order by outcome',
    [organization.id],
  )
  expect(rows).toEqual([{ outcome: 'abandoned' }, { outcome: 'booked' }])
})

test('a booking of a shared practitioner that cannot reach the ledger is refused with 503, others go on', async () => {
  const locum = await world.account()
  const there = await workplaceOf(world, locum, { dedicated: true })
  const here = await workplaceOf(world, locum)
  await agree(locum, here)
  const colleague = await there.organization.inTenant((tx) => build.practitioner(tx, { clinicIds: [there.clinicId] }))
  const holder = await world.owner.connect()
  try {
    await holder.query('begin')
    await holder.query('select from control.shared_accounts where account_id = $1 for update', [locum.accountId])
    const [shared, other] = await Promise.all([
      book(there, startsAt),
      book({ ...there, practitionerId: colleague.id }, startsAt),
    ])
    expect(shared).toMatchObject({ status: 503, body: { code: 'unavailable' } })
    expect(other.status).toBe(201)
  } finally {
    await holder.query('rollback')
    holder.release()
  }
  expect((await book(there, startsAt)).status).toBe(201)
})
