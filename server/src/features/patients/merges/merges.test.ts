import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import { unknownId } from '../../../testing/isolation.ts'
import { createWorld, type Answer, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { build } from '../build.ts'
import { addPatients } from '../patients/actions.ts'
import { lockWithMerged } from '../erasing/actions.ts'
import { mergePatients } from './actions.ts'
import { lockRecords } from './queries.ts'
import { takenFrom, givenBack } from './rules.ts'

let world: World
let org: TestOrganization
let clinics: string[]
let desk: Person
beforeAll(async () => {
  world = await createWorld()
  org = await world.organization()
  clinics = []
  for (const name of ['Harbour', 'Hill'])
    clinics.push((await org.owner.post('/clinics', { name, timeZone: 'Europe/Berlin' })).body.id)
  desk = await org.member('receptionist')
})
afterAll(() => world?.close())

type Made = { id: string; version: number }
let nth = 0
const made = async (fields: object = {}): Promise<Made & Record<string, unknown>> => {
  const body = { kind: 'human', givenName: 'Ada', familyName: `Merge ${++nth}`, ...fields }
  const answer = await org.owner.post('/patients', body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body
}
const merge = (kept: Made, merged: Made, more: object = {}, who = desk, headers?: Record<string, string>) =>
  who.post(
    '/patient-merges',
    { keptId: kept.id, mergedId: merged.id, keptVersion: kept.version, mergedVersion: merged.version, ...more },
    headers,
  )
const merged = async (kept: Made, other: Made, more: object = {}) => {
  const answer = await merge(kept, other, more)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body
}
const issueOf = ({ body }: { body: { data?: { issues: { path: string[]; code: string }[] } } }) =>
  body.data?.issues.map(({ path, code }) => [path.slice(1).join('.'), code])

/** As it lies in the database: booking is another feature's. */
const visits = (patient: Made, clinicId: string) =>
  org.inTenant(async (tx) => {
    const [serviceId, practitionerId] = [newId(), newId()]
    await tx.run(
      sql`insert into tenant.services (organization_id, id, name, duration_minutes, hue) values (${org.id}, ${serviceId}, 'Check', 30, 1)`,
    )
    await tx.run(
      sql`insert into tenant.practitioners (organization_id, id, display_name, profession, hue) values (${org.id}, ${practitionerId}, 'Dr Who', 'doctor', 1)`,
    )
    await tx.run(sql`insert into tenant.appointments (organization_id, id, patient_id, service_id, practitioner_id, clinic_id, state, starts_at, ends_at, buffer_before, buffer_after)
      values (${org.id}, ${newId()}, ${patient.id}, ${serviceId}, ${practitionerId}, ${clinicId}, 'booked', now() + interval '1 day', now() + interval '25 hours', 0, 0)`)
  })

describe('two records become one', () => {
  test('what hangs on the one hangs on the other, the old id leads on, and no list shows it any more', async () => {
    const guardian = (await org.owner.post('/guardians', { name: 'Gerda Guard' })).body
    const kept = await made({ givenName: 'Leonie', familyName: 'Lindqvist', contact: { phone: '0431 1111' } })
    const other = await made({
      givenName: 'Leony',
      familyName: 'Lindqvist',
      birthDate: '1990-02-03',
      guardianIds: [guardian.id],
    })
    const { body: seen } = await desk.get(`/patients/${kept.id}/comparison?with=${other.id}`)
    expect(seen.patients.map(({ id }: Made) => id)).toEqual([kept.id, other.id])
    expect(seen.moves).toEqual([{ table: 'tenant.patient_guardians', rows: 1 }])

    await merged(kept, other, { take: ['birthDate'] })
    const led = await desk.get(`/patients/${other.id}`)
    expect(led.body).toMatchObject({
      id: kept.id,
      givenName: 'Leonie',
      birthDate: '1990-02-03',
      contact: { phone: '0431 1111' },
      guardians: [{ id: guardian.id }],
    })
    for (const query of [
      'search=lindqvist',
      'search=03.02.1990',
      'archived=only&search=lindqvist',
      `guardianId=${guardian.id}`,
    ]) {
      const { body } = await desk.get(`/patients?${query}`)
      const ids = body.items.map(({ id }: Made) => id)
      expect(ids, query).toEqual(query.startsWith('archived') ? [] : [kept.id])
      expect(body.total, query).toBe(ids.length)
    }
    expect((await desk.patch(`/patients/${other.id}`, { memo: 'late' }, other.version)).status).toBe(404)
  })

  test('what was done to the merged record is told with the kept one, and under its name in the log', async () => {
    const [kept, other] = [await made(), await made({ givenName: 'Told', memo: 'first' })]
    await desk.patch(`/patients/${other.id}`, { memo: 'second' }, other.version)
    await merged(kept, (await desk.get(`/patients/${other.id}`)).body)
    const { body } = await org.owner.get(`/patients/${kept.id}/access-history?limit=100`)
    const about = body.items.filter(
      ({ subject, action }: { subject: string; action: string }) => subject === 'patients' && action === 'update',
    )
    expect(about.length).toBeGreaterThan(1)
    const log = await org.owner.get(`/audit-log?patientId=${other.id}&limit=100`)
    expect(JSON.stringify(log.body)).toContain('Told')
    for (const path of [
      `/patients/${other.id}/links`,
      `/patients/${other.id}/allergies`,
      `/patients/${other.id}/access-history`,
    ])
      expect((await org.owner.get(path)).status, path).toBe(404)
  })

  test('the picture, the links and the guardians that the kept one has stay its own', async () => {
    const guardian = (await org.owner.post('/guardians', { name: 'Both Know' })).body
    const [kept, other] = [await made({ guardianIds: [guardian.id] }), await made({ guardianIds: [guardian.id] })]
    const visitor = await world.account()
    await org.inTenant(async (tx) => {
      await build.link(tx, visitor.accountId, kept.id)
      await build.link(tx, visitor.accountId, other.id)
    })
    const { id } = await merged(kept, other)
    const links = async (of: Made) => (await desk.get(`/patients/${of.id}/links`)).body.items
    expect(await links(kept)).toHaveLength(1)
    expect((await desk.get(`/patients/${kept.id}`)).body.guardians).toHaveLength(1)
    expect((await desk.post(`/patient-merges/${id}/undo`)).status).toBe(200)
    expect(await links(kept)).toHaveLength(1)
    expect(await links(other)).toHaveLength(1)
  })

  test('a chain leads to its end, and is undone from there', async () => {
    const [one, two, three] = [await made(), await made(), await made()]
    const first = await merged(two, one)
    const second = await merged(three, (await desk.get(`/patients/${two.id}`)).body)
    expect((await desk.get(`/patients/${one.id}`)).body.id).toBe(three.id)
    const early = await desk.post(`/patient-merges/${first.id}/undo`)
    expect([early.status, early.body.data]).toEqual([409, { state: 'merged' }])
    for (const { id } of [second, first]) expect((await desk.post(`/patient-merges/${id}/undo`)).status).toBe(200)
    for (const { id } of [one, two, three]) expect((await desk.get(`/patients/${id}`)).body.id).toBe(id)
  })

  test('whoever writes for the merged record while it is being merged starts again, and nothing is left on it', async () => {
    const [kept, other] = [await made(), await made()]
    const guardian = (await org.owner.post('/guardians', { name: 'Just In Time' })).body
    let tries = 0
    const late = () =>
      org.inTenant(async (tx) => {
        tries++
        await tx.run(sql`insert into tenant.patient_guardians (organization_id, patient_id, guardian_id)
          values (${org.id}, ${other.id}, ${guardian.id})`)
      })
    let asked: Promise<unknown> | undefined
    await org.inTenant(async (tx) => {
      await lockRecords(tx, [kept.id, other.id])
      asked = late().catch((error: unknown) => error)
      await expect.poll(() => waiting()).toBeGreaterThan(0)
      await tx.run(
        sql`update tenant.patients set merged_into = ${kept.id}, archived_at = now() where organization_id = ${org.id} and id = ${other.id}`,
      )
    })
    expect(await asked).toMatchObject({ code: '40001' })
    expect(tries).toBe(3)
    const { rows } = await world.owner.query('select from tenant.patient_guardians where guardian_id = $1', [
      guardian.id,
    ])
    expect(rows).toHaveLength(0)
  })

  test('an allergy that comes while the record is being merged is refused, not kept where nobody looks', async () => {
    const [kept, other] = [await made(), await made()]
    let asked: Promise<Answer> | undefined
    await org.inTenant(async (tx) => {
      await lockRecords(tx, [kept.id, other.id])
      asked = org.owner.post(`/patients/${other.id}/allergies`, allergy)
      await expect.poll(() => waiting()).toBeGreaterThan(0)
      await tx.run(
        sql`update tenant.patients set merged_into = ${kept.id}, archived_at = now() where organization_id = ${org.id} and id = ${other.id}`,
      )
    })
    expect((await asked)?.status).toBe(404)
    expect((await org.owner.post(`/patients/${kept.id}/allergies`, allergy)).status).toBe(201)
  })
})

const allergy = { substance: { code: 'penicillin' }, category: 'medication', criticality: 'high' }
const waiting = async () =>
  (await world.owner.query(`select count(*)::int as n from pg_locks where not granted`)).rows[0].n

describe('refused, and nothing is changed', () => {
  test('at the field that is wrong', async () => {
    const [kept, other, dog] = [
      await made(),
      await made(),
      await made({ kind: 'animal', species: 'dog', familyName: undefined }),
    ]
    const stranger = await (
      await world.organization()
    ).owner.post('/patients', { kind: 'human', givenName: 'Far', familyName: 'Away' })
    for (const [answer, issue] of [
      [await merge(kept, kept), ['mergedId', 'itself']],
      [await merge(kept, dog), ['mergedId', 'other-kind']],
      [await merge(kept, { id: unknownId, version: 1 }), ['mergedId', 'unknown']],
      [await merge(stranger.body, other), ['keptId', 'unknown']],
      [await desk.get(`/patients/${kept.id}/comparison?with=${kept.id}`), ['with', 'itself']],
      [await desk.get(`/patients/${kept.id}/comparison?with=${dog.id}`), ['with', 'other-kind']],
      [await desk.get(`/patients/${kept.id}/comparison?with=${stranger.body.id}`), ['with', 'unknown']],
    ] as const)
      expect(issueOf(answer)).toEqual([issue])
    expect((await desk.get(`/patients/${kept.id}`)).body.version).toBe(kept.version)
  })

  test('a record that was changed since it was compared, and the second of two desks', async () => {
    const [kept, one, other] = [await made(), await made(), await made()]
    await desk.patch(`/patients/${one.id}`, { memo: 'moved' }, one.version)
    expect((await merge(kept, one)).status).toBe(412)
    const both = await Promise.all([merge(kept, other), merge(other, kept)])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 400])
  })

  test('where one keeps somebody out who sees the other', async () => {
    const [kept, other] = [await made(), await made()]
    const parent = await world.account()
    await org.inTenant(async (tx) => {
      await build.link(tx, parent.accountId, kept.id)
      await build.link(tx, parent.accountId, other.id)
      await tx.run(sql`update tenant.patient_accounts set blocked_at = now(), blocked_reason = 'asked'
        where organization_id = ${org.id} and patient_id = ${other.id}`)
    })
    expect(issueOf(await merge(kept, other))).toEqual([['mergedId', 'blocked-link']])
    expect((await merge(other, (await desk.get(`/patients/${kept.id}`)).body)).status).toBe(201)
  })

  test('where their owners would have more than all of it together; what goes back is looked at likewise', async () => {
    const owner = async (name: string): Promise<string> => (await org.owner.post('/guardians', { name })).body.id
    const [half, rest, third] = [await owner('Half'), await owner('Rest'), await owner('Third')]
    const relationsOf = async ({ id }: { id: string }) => (await desk.get(`/patients/${id}/relations`)).body.items
    const owns = async (one: Made, guardianId: string, sharePercent: number) => {
      const { version } = (await relationsOf(one)).find((row: { guardianId: string }) => row.guardianId === guardianId)
      const path = `/patients/${one.id}/relations/${guardianId}`
      expect((await org.owner.patch(path, { sharePercent }, version)).status).toBe(200)
    }
    const sharesOf = async (one: Made): Promise<Record<string, number>> =>
      Object.fromEntries(
        (await relationsOf(one)).map((row: { guardianId: string; sharePercent: number }) => [
          row.guardianId,
          row.sharePercent,
        ]),
      )
    const horse = async (shares: Record<string, number>): Promise<Made> => {
      const guardianIds = Object.keys(shares)
      const one = await made({ kind: 'animal', species: 'horse', familyName: undefined, guardianIds })
      for (const [guardianId, sharePercent] of Object.entries(shares)) await owns(one, guardianId, sharePercent)
      return (await desk.get(`/patients/${one.id}`)).body
    }
    const kept = await horse({ [half]: 60 })
    expect(issueOf(await merge(kept, await horse({ [half]: 40, [third]: 50 })))).toEqual([['mergedId', 'shares']])
    const fitting = await horse({ [half]: 60, [rest]: 40 })
    const { id } = await merged(kept, fitting)
    expect(await sharesOf(kept)).toEqual({ [half]: 60, [rest]: 40 })
    // what goes back has grown beyond what the merged record has room for
    await owns(kept, half, 10)
    await owns(kept, rest, 90)
    expect((await desk.post(`/patient-merges/${id}/undo`)).body.data).toEqual({ state: 'shares' })
    expect(await sharesOf(kept)).toEqual({ [half]: 10, [rest]: 90 })
    await owns(kept, rest, 40)
    expect((await desk.post(`/patient-merges/${id}/undo`)).status).toBe(200)
    expect(await sharesOf(kept)).toEqual({ [half]: 10 })
    expect(await sharesOf(fitting)).toEqual({ [half]: 60, [rest]: 40 })
  })

  test('for whoever sees one clinic of two that count on the record', async () => {
    const scoped = await org.member('clinic-administrator', { clinicIds: [clinics[0] as string] })
    const roles = await org.owner.post('/roles', {
      name: 'Mergers',
      copyOf: 'practitioner',
      permissions: ['patients.read', 'patients.write', 'patients.merge'],
    })
    const merger = await org.member(roles.body.key, { clinicIds: [clinics[0] as string] })
    const [kept, other] = [await made({ homeClinicId: clinics[0] }), await made({ homeClinicId: clinics[1] })]
    expect(issueOf(await merge(kept, other, {}, merger))).toEqual([['mergedId', 'unknown']])
    expect((await merge(kept, other, {}, scoped)).status).toBe(201)

    const [here, shared] = [await made({ homeClinicId: clinics[0] }), await made({ homeClinicId: clinics[0] })]
    await visits(shared, clinics[1] as string)
    const refused = await merge(here, shared, {}, merger)
    expect([refused.status, refused.body.code]).toEqual([403, 'shared-by-clinics'])
    const { id } = await merged(shared, here)
    expect((await merger.post(`/patient-merges/${id}/undo`)).body.code).toBe('shared-by-clinics')
  })

  test('a key that was used for another merge', async () => {
    const [kept, one, other] = [await made(), await made(), await made()]
    const key = { 'idempotency-key': `merge-${kept.id}` }
    const first = await merge(kept, one, {}, desk, key)
    expect((await merge(kept, one, {}, desk, key)).body.id).toBe(first.body.id)
    expect((await merge(kept, other, {}, desk, key)).body.code).toBe('key-reused')
    const undone = { 'idempotency-key': `undo-${kept.id}` }
    expect((await desk.post(`/patient-merges/${first.body.id}/undo`, undefined, undone)).status).toBe(200)
    expect((await desk.post(`/patient-merges/${unknownId}/undo`, undefined, undone)).body.code).toBe('key-reused')
  })
})

describe('taken back', () => {
  test('what was taken goes back where it still stands; what was changed since stays', async () => {
    const kept = await made({ memo: 'as it was', colour: undefined, language: 'de' })
    const other = await made({ memo: 'from the other', language: 'ar', contact: { email: 'o@merge.example' } })
    const { id } = await merged(kept, other, { take: ['memo', 'language', 'contact'] })
    const now = (await desk.get(`/patients/${kept.id}`)).body
    await desk.patch(`/patients/${kept.id}`, { memo: 'changed since' }, now.version)
    expect((await desk.post(`/patient-merges/${id}/undo`)).status).toBe(200)
    const after = (await desk.get(`/patients/${kept.id}`)).body
    expect([after.memo, after.language, after.contact]).toEqual(['changed since', 'de', undefined])
    expect((await desk.get(`/patients/${other.id}`)).body).toMatchObject({ id: other.id, memo: 'from the other' })
  })

  test('only where the plan has room for one more', async () => {
    const free = await world.organization({ plan: 'free' })
    const [keptId, mergedId] = (await free.inTenant((tx) =>
      addPatients(
        tx,
        Array.from({ length: 50 }, () => ({ kind: 'human' as const, givenName: 'Ada' })),
      ),
    )) as [string, string]
    const { body } = await free.owner.post('/patient-merges', { keptId, mergedId, keptVersion: 1, mergedVersion: 1 })
    expect((await free.owner.post('/patients', { kind: 'human', givenName: 'Fiftieth' })).status).toBe(201)
    expect((await free.owner.post(`/patient-merges/${body.id}/undo`)).body.code).toBe('plan-limit')
    expect((await free.owner.get(`/patients/${mergedId}`)).body.id).toBe(keptId)
  })

  test('once, and within 30 days', async () => {
    const [kept, other] = [await made(), await made()]
    const { id } = await merged(kept, other)
    await world.owner.query(`update tenant.patient_merges set undo_until = now() where id = $1`, [id])
    expect((await desk.post(`/patient-merges/${id}/undo`)).body.data).toEqual({ state: 'expired' })
    await world.owner.query(`update tenant.patient_merges set undo_until = now() + interval '1 hour' where id = $1`, [
      id,
    ])
    const { body } = await desk.get(`/patients/${kept.id}/merges`)
    expect(body.items).toMatchObject([
      { id, mergedId: other.id, mergedBy: { id: desk.accountId }, abilities: { undo: { allowed: true } } },
    ])
    expect((await desk.post(`/patient-merges/${id}/undo`)).body.undoneAt).toBeDefined()
    expect((await desk.post(`/patient-merges/${id}/undo`)).body.data).toEqual({ state: 'undone' })
  })

  test('a value counts as the same in whatever order its parts come back', () => {
    const taken = takenFrom({ contact: { email: 'a@b.example' } }, { contact: { phone: '1', email: 'c@d.example' } }, [
      'contact',
    ])
    expect(givenBack({ contact: { email: 'c@d.example', phone: '1' } }, taken)).toEqual({
      contact: { email: 'a@b.example' },
    })
    expect(givenBack({ contact: { email: 'c@d.example' } }, taken)).toEqual({})
  })
})

test('what waited for a merge locks the merged record as well', async () => {
  const [kept, other] = [await made(), await made()]
  const [begun, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const merging = org.inTenant(async (tx) => {
    await lockRecords(tx, [kept.id, other.id])
    begun.resolve()
    await go.promise
    const versions = { keptVersion: kept.version, mergedVersion: other.version }
    await mergePatients(tx, desk.accountId, { keptId: kept.id, mergedId: other.id, ...versions }, undefined)
  })
  await begun.promise
  const locking = org.inTenant((tx) => lockWithMerged(tx, kept.id))
  const waiting = `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
    and query like '%merged_into%for update%'`
  await expect.poll(async () => (await org.database.query(waiting)).rows[0].n).toBe(1)
  go.resolve()
  await merging
  expect(await locking).toEqual([kept.id, other.id])
})

test('a merge is not taken back while the record is restricted or on hold', async () => {
  const [kept, other] = [await made(), await made()]
  const { id } = await merged(kept, other)
  const undo = () => org.owner.post(`/patient-merges/${id}/undo`)
  const restriction = await org.owner.post(`/patients/${kept.id}/restrictions`, { reason: 'Disputed' })
  expect(restriction.status).toBe(201)
  expect(await undo()).toMatchObject({ status: 409, body: { code: 'wrong-state', data: { state: 'restricted' } } })
  await org.owner.post(`/restrictions/${restriction.body.id}/lift`)
  const hold = await org.owner.post(`/patients/${kept.id}/legal-holds`, { reason: 'Claim' })
  expect(await undo()).toMatchObject({ status: 409, body: { code: 'wrong-state', data: { state: 'on-hold' } } })
  await org.owner.post(`/legal-holds/${hold.body.id}/lift`, { reason: 'settled' })
  expect((await undo()).status).toBe(200)
})
