import { id } from '@polyclinic/contract/kit/ids.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { inTenant, type TenantTx } from '../db/tenant-tx.ts'
import { newId } from '../db/ids.ts'
import { refuse } from '../http/refusal.ts'
import { createWorld, type TestOrganization, type World } from '../../testing/world.ts'
import { event, on, within, type ListenerWithin } from './events.ts'
import { job } from './job.ts'
import { json, text } from '../db/columns.ts'
import { shape } from '../db/row.ts'

const roomPainted = event('room.painted', { roomId: id, colour: z.string().optional() })
const paintDried = event('paint.dried', { roomId: id })

let world: World
let organization: TestOrganization

beforeAll(async () => {
  world = await createWorld()
  organization = await world.organization()
})
afterAll(() => world.close())

const caller = { requestId: 'test' }

/** A transaction of the organization in which these listen. */
const hearing = <Result>(listeners: readonly ListenerWithin[], work: (tx: TenantTx) => Promise<Result>) =>
  inTenant(
    { ...world.application.platform.transactions, within: listeners },
    organization.tenant,
    caller,
    { mode: 'write' },
    work,
  )

const rename = (tx: TenantTx, name: string) =>
  tx.run(sql`update tenant.legal_entities set name = ${name} where organization_id = ${tx.organization.id}`)
const nameNow = () =>
  organization.inTenant((tx) =>
    tx.one(shape({ name: text })`select name from tenant.legal_entities where organization_id = ${tx.organization.id}`),
  )
const eventsOf = (name: string) =>
  organization.inTenant((tx) =>
    tx.all(shape({ payload: json<object>() })`
      select payload from tenant.events where organization_id = ${tx.organization.id} and name = ${name} order by id`),
  )
const transactionOf = (tx: TenantTx) => tx.one(shape({ xid: text })`select pg_current_xact_id()::text as xid`)

describe('an event', () => {
  test('is written with the fields that it declares, and no others', async () => {
    const roomId = newId()
    const known = { roomId, colour: 'green', patientName: 'Amina Haddad' }
    await organization.inTenant(async (tx) => tx.announce(roomPainted, known))
    expect(await eventsOf('room.painted')).toEqual([{ payload: { roomId, colour: 'green', by: 'job' } }])
  })

  test('whose payload is not as declared takes the change back', async () => {
    const before = await nameNow()
    const announced = organization.inTenant(async (tx) => {
      await rename(tx, 'Changed')
      tx.announce(paintDried, { roomId: 'the red one' })
    })
    await expect(announced).rejects.toThrow(/roomId/)
    expect(await nameNow()).toEqual(before)
  })

  test('gives its listeners their types', async () => {
    const repaint = job('rooms.repaint', { roomId: id, painterId: id }, async () => {})
    const look = job('rooms.look', { roomId: id }, async ({ payload }) => void payload.roomId.length)
    on(roomPainted, look)
    // @ts-expect-error -- the event does not say who paints
    on(roomPainted, repaint)
    // @ts-expect-error -- a field that the event does not have
    within(paintDried, async (_tx, { colour }) => void colour)
    // @ts-expect-error -- a field that is missing
    await expect(organization.inTenant(async (tx) => tx.announce(paintDried, {}))).rejects.toThrow()
  })
})

describe('a listener within', () => {
  test('runs in the transaction of what was announced, and sees what it wrote', async () => {
    const heard: object[] = []
    const listener = within(roomPainted, async (tx, { roomId }) => {
      heard.push({ roomId, ...(await transactionOf(tx)) })
      await rename(tx, 'By the listener')
    })
    const roomId = newId()
    const { xid } = await hearing([listener], async (tx) => {
      tx.announce(roomPainted, { roomId })
      tx.announce(paintDried, { roomId })
      return transactionOf(tx)
    })
    expect(heard).toEqual([{ roomId, xid }])
    expect(await nameNow()).toEqual({ name: 'By the listener' })
  })

  test('that fails takes everything back: the change, its event, what other listeners did and announced', async () => {
    await organization.inTenant((tx) => rename(tx, 'As it was'))
    const roomId = newId()
    const listeners = [
      within(roomPainted, async (tx) => {
        await rename(tx, 'By the first')
        tx.announce(paintDried, { roomId })
      }),
      within(paintDried, async () => {
        throw refuse('in-use')
      }),
    ]
    const painted = hearing(listeners, async (tx) => {
      await rename(tx, 'By the change')
      tx.announce(roomPainted, { roomId })
    })
    await expect(painted).rejects.toMatchObject({ code: 'in-use' })
    expect(await nameNow()).toEqual({ name: 'As it was' })
    for (const name of ['room.painted', 'paint.dried'])
      expect((await eventsOf(name)).filter(({ payload }) => 'roomId' in payload && payload.roomId === roomId)).toEqual(
        [],
      )
  })

  test('hears what another one announces, in order, and each event once', async () => {
    const heard: string[] = []
    const listeners = [
      within(roomPainted, async (tx, { roomId }) => {
        heard.push('first')
        tx.announce(paintDried, { roomId })
      }),
      within(roomPainted, async () => void heard.push('second')),
      within(paintDried, async () => void heard.push('third')),
    ]
    await hearing(listeners, async (tx) => tx.announce(roomPainted, { roomId: newId() }))
    expect(heard).toEqual(['first', 'second', 'third'])
  })

  test('that would make itself go on for ever is stopped, and nothing is kept', async () => {
    const before = (await eventsOf('paint.dried')).length
    const again = within(paintDried, async (tx, { roomId }) => tx.announce(paintDried, { roomId }))
    const endless = hearing([again], async (tx) => tx.announce(paintDried, { roomId: newId() }))
    await expect(endless).rejects.toThrow('without an end')
    expect(await eventsOf('paint.dried')).toHaveLength(before)
  })
})
