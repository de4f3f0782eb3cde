import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import { build } from '../build.ts'
import { text } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

const secret = 'her panic attacks cannot wait'

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world.close())

describe.each([
  ['a pooled', false],
  ['a dedicated', true],
])('why an appointment stands over another one, in %s organization', (_kind, dedicated) => {
  let organization: TestOrganization
  let wish: { patientId: string; serviceId: string; practitionerId: string; clinicId: string; startsAt: string }
  beforeAll(async () => {
    organization = await world.organization({ dedicated })
    wish = await organization.inTenant(async (tx) => {
      const clinicId = await build.clinic(tx)
      return {
        clinicId,
        practitionerId: (await build.practitioner(tx, { clinicIds: [clinicId] })).id,
        serviceId: (await build.service(tx)).id,
        patientId: (await build.patient(tx)).id,
        startsAt: '2027-01-04T09:00:00.000Z',
      }
    })
    expect((await organization.owner.post('/appointments', wish)).status).toBe(201)
  })

  const overbooked = async (reason = secret) => {
    const { status, body } = await organization.owner.post('/appointments', { ...wish, overbook: { reason } })
    expect(status).toBe(201)
    return body as { id: string; version: number }
  }
  const read = async (id: string) => (await organization.owner.get(`/appointments/${id}`)).body
  /** As an earlier version left it: in clear. */
  const leftInClear = async (count: number) => {
    const ids: string[] = []
    for (let i = 0; i < count; i++) ids.push((await overbooked()).id)
    const client = await organization.database.connect()
    await client.query('begin; alter table tenant.appointments disable trigger audited')
    await client.query(
      'update tenant.appointments set overbook_reason = $1, overbook_reason_sealed = null where id = any ($2)',
      [secret, ids],
    )
    await client.query('alter table tenant.appointments enable trigger audited; commit')
    client.release()
    return ids
  }
  /** Everything that the database holds of these appointments, their audit as well. */
  const writtenOf = (ids: string[]) =>
    organization.inTenant(async (tx) => {
      const { row } = await tx.one(shape({ row: text })`
        select concat((select string_agg(a::text, ' ') from tenant.appointments a
            where a.organization_id = ${tx.organization.id} and a.id = any (${ids}::uuid[])),
          (select string_agg(e::text, ' ') from tenant.audit_events e
            where e.organization_id = ${tx.organization.id} and e.subject_id = any (${ids}::text[]))) as row`)
      return row
    })

  test('is shown to whoever sees the appointment, and lies sealed, in the audit too', async () => {
    const { id, version } = await overbooked()
    expect(await read(id)).toMatchObject({ isOverbooked: true, overbookReason: secret })
    expect(await writtenOf([id])).not.toContain(secret)
    const moved = await organization.owner.patch(
      `/appointments/${id}`,
      { durationMinutes: 25, overbook: { reason: `${secret}, again` } },
      version,
    )
    expect(moved).toMatchObject({ status: 200, body: { overbookReason: `${secret}, again` } })
    expect(await writtenOf([id])).not.toContain(secret)
  })

  test('is read where an earlier version wrote it in clear, and stays with an appointment that moves', async () => {
    const [id = ''] = await leftInClear(1)
    const before = await read(id)
    expect(before).toMatchObject({ isOverbooked: true, overbookReason: secret })
    const listed = (await organization.owner.get('/appointments?limit=200')).body.items
    expect(listed.find((each: { id: string }) => each.id === id)).toMatchObject({ overbookReason: secret })
    const { id: roomId } = await organization.inTenant((tx) => build.room(tx, { clinicId: wish.clinicId }))
    const move = async () =>
      organization.owner.patch(`/appointments/${id}`, { roomId }, (await read(id)).version as number)
    const first = await move()
    // the sweep may seal it between reading and moving, once
    const moved = first.status === 412 ? await move() : first
    expect(moved).toMatchObject({ status: 200, body: { roomId, isOverbooked: true, overbookReason: secret } })
    expect((await read(id)).overbookReason).toBe(secret)
    expect(await writtenOf([id])).not.toContain(secret)
  })

  test('is sealed by itself where it lies in clear, says the same, and never enters the audit', async () => {
    const ids = await leftInClear(3)
    expect(await writtenOf(ids)).toContain(secret)
    await world.application.workers?.drain()
    expect(await writtenOf(ids)).not.toContain(secret)
    for (const id of ids) expect(await read(id)).toMatchObject({ isOverbooked: true, overbookReason: secret })
    const { rows } = await organization.database.query('select organization_id from tenant.reasons_in_clear(20)')
    expect(rows).toEqual([])
  })
})
