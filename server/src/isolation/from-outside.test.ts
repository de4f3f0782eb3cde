import { day } from '@polyclinic/contract/kit/durations.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { bigint, text } from '../kit/db/columns.ts'
import type { OutsideRole } from '../kit/db/roles.ts'
import { shape } from '../kit/db/row.ts'
import { inTenant, type Caller } from '../kit/db/tenant-tx.ts'
import { sentFile, tinyPng } from '../testing/files.ts'
import { createWorld, type Person, type World } from '../testing/world.ts'
import { seedOrganization, type SeededOrganization } from './seed.ts'

let world: World
let pooled: SeededOrganization
let other: SeededOrganization
let dedicated: SeededOrganization

beforeAll(async () => {
  world = await createWorld()
  pooled = await seedOrganization(await world.organization(), 'heron')
  other = await seedOrganization(await world.organization(), 'xyzcanaryone')
  dedicated = await seedOrganization(await world.organization({ dedicated: true }), 'xyzcanarytwo')
  for (const place of [pooled, other, dedicated]) await addSomebodyElse(place)
})
afterAll(() => world.close())

/** Another patient of the same organization, with all that the linked one has. */
async function addSomebodyElse({ organization, ids }: SeededOrganization): Promise<void> {
  const made = async (path: string, body: object) => {
    const answer = await organization.owner.post(path, body)
    expect(answer.status, path).toBe(201)
    return answer.body.id as string
  }
  const guardianId = await made('/guardians', { name: 'Somebody Else' })
  const patientId = await made('/patients', { kind: 'human', givenName: 'Else', guardianIds: [guardianId] })
  const fileId = await sentFile(organization.owner, tinyPng, 'portrait')
  await organization.owner.call('PUT', `/patients/${patientId}/picture`, { body: { fileId } })
  const startsAt = new Date(Date.parse(ids.startsAt) + day).toISOString()
  await made(`/patients/${patientId}/allergies`, {
    substance: { code: 'latex' },
    category: 'environment',
    criticality: 'high',
  })
  await made(`/patients/${patientId}/alerts`, { kind: 'safety', text: 'Falls easily' })
  const { service: serviceId, practitioner: practitionerId, clinic: clinicId } = ids
  await made('/appointments', { patientId, serviceId, practitionerId, clinicId, startsAt })
}

type Counts = Record<string, number | 'no right'>

/** How many rows each table of an organization's database shows; those that show none are left out. */
async function seen({ organization }: SeededOrganization, as: OutsideRole, caller: Partial<Caller>): Promise<Counts> {
  const { transactions } = world.application.platform
  return inTenant(
    transactions,
    organization.tenant,
    { requestId: 'outside', ...caller },
    { mode: 'read', as },
    async (tx) => {
      const tables = await tx.asOrganization(() =>
        tx.all(shape({ name: text, may: text })`
        select c.relname::text as name, r.may from pg_class c,
          lateral (select has_any_column_privilege(${`${transactions.databases.rolePrefix}_${as}`}, c.oid, 'select')::text as may) r
        where c.relnamespace = 'tenant'::regnamespace and c.relkind in ('r', 'p') order by 1`),
      )
      const counts: Counts = {}
      for (const { name, may } of tables) {
        const count = tx.one(shape({ rows: bigint })`select count(*) as rows from ${sql.table(`tenant.${name}`)}`)
        if (may === 'true') counts[name] = (await count).rows
        else await expect(count, `${name} as ${as}`).rejects.toThrow(/permission denied/)
      }
      return Object.fromEntries(Object.entries(counts).filter(([, rows]) => rows !== 0))
    },
  )
}

const own = { patient_accounts: 1, patient_pictures: 1, patients: 1 }
const recorded = { allergies: 1 }
const visited = { appointments: 1, clinics: 1, practitioners: 1, services: 1, links: 1 }
const shown = { websites: 1, brands: 1, files: 1, file_parts: 1 }
const published = { clinics: 1, opening_hours: 7, practitioners: 1, services: 2, ...shown }
const proved = { appointments: 1, patients: 1, patient_guardians: 1, guardians: 1 }

describe.each([
  ['a pooled organization', () => [pooled, other] as const],
  ['a dedicated organization', () => [dedicated, pooled] as const],
])('what the database itself shows of %s, table by table', (_name, pair) => {
  const linked = () => ({ accountId: (pair()[0].people.staff as Person).accountId })
  const link = (change: string, ...values: unknown[]) =>
    pair()[0].organization.database.query(`update tenant.patient_accounts set ${change} where organization_id = $1`, [
      pair()[0].organization.id,
      ...values,
    ])

  test('to whoever is linked to a patient: their own, what was visited, and nothing of anybody else', async () => {
    const [ours, theirs] = pair()
    expect(await seen(ours, 'portal', linked())).toEqual({ ...own, ...visited, ...recorded })
    expect(await seen(theirs, 'portal', linked())).toEqual({})
    expect(await seen(ours, 'portal', {})).toEqual({})
    expect(await seen(ours, 'portal', { accountId: ours.organization.owner.accountId })).toEqual({})
  })

  test('what a link no longer opens is gone, and all of it with the link', async () => {
    const [ours] = pair()
    await link(`permissions = '{records,billing,messages}'`)
    expect(await seen(ours, 'portal', linked())).toEqual({ ...own, ...recorded })
    await link(`permissions = '{billing,messages}'`)
    expect(await seen(ours, 'portal', linked())).toEqual(own)
    await link(`permissions = '{}'`)
    expect(await seen(ours, 'portal', linked())).toEqual(own)
    for (const [shut, open] of [
      [`ended_at = now()`, `ended_at = null`],
      [`blocked_at = now(), blocked_reason = 'asked'`, `blocked_at = null, blocked_reason = null`],
      [`expires_at = now()`, `expires_at = now() + interval '1 day'`],
    ] as const) {
      await link(shut)
      expect(await seen(ours, 'portal', linked()), shut).toEqual({})
      await link(open)
      expect(await seen(ours, 'portal', linked()), open).toEqual(own)
    }
    await link(`permissions = '{appointments,records,billing,messages}'`)
    expect(await seen(ours, 'portal', linked())).toEqual({ ...own, ...visited, ...recorded })
  })

  test('to visitors what is published and no patient, whoever is signed in', async () => {
    const [ours, theirs] = pair()
    expect(await seen(ours, 'visitor', {})).toEqual(published)
    expect(await seen(ours, 'visitor', linked())).toEqual(published)
    expect(await seen(ours, 'visitor', { linkSubject: theirs.ids.appointment })).toEqual(published)
    expect(await seen(ours, 'visitor', { linkSubject: ours.ids.patient })).toEqual(published)
  })

  test('to visitors no logo and no word of the page while it is off', async () => {
    const [ours] = pair()
    const switchTo = (isPublic: boolean) =>
      ours.organization.database.query('update tenant.websites set is_public = $2 where organization_id = $1', [
        ours.organization.id,
        isPublic,
      ])
    await switchTo(false)
    expect(await seen(ours, 'visitor', {})).toEqual({ clinics: 1, opening_hours: 7, practitioners: 1, services: 2 })
    await switchTo(true)
  })

  test('to whoever proved a link, beside that, the one appointment and the names on it, while the link works', async () => {
    const [ours, theirs] = pair()
    const { database, id } = ours.organization
    const linkOf = async (appointmentId: string, place = ours) =>
      (
        await place.organization.database.query<{ id: string }>('select id from tenant.links where subject_id = $1', [
          appointmentId,
        ])
      ).rows[0]?.id
    const linkId = await linkOf(ours.ids.appointment)
    const change = (what: string) =>
      database.query(`update tenant.links set ${what} where organization_id = $1 and id = $2`, [id, linkId])
    expect(await seen(ours, 'visitor', { linkId })).toEqual({ ...published, ...proved, links: 1 })
    expect(await seen(ours, 'visitor', { linkId: await linkOf(theirs.ids.appointment, theirs) })).toEqual(published)
    for (const end of ['withdrawn_at = now()', 'expires_at = now()', 'max_uses = 1, uses = 1']) {
      await change(end)
      expect(await seen(ours, 'visitor', { linkId }), end).toEqual(published)
      await change(`withdrawn_at = null, expires_at = now() + interval '1 day', max_uses = null`)
    }
    expect(await seen(ours, 'visitor', { linkId })).toEqual({ ...published, ...proved, links: 1 })
  })

  test('to whoever proved a link from before links were rows, the same of its appointment', async () => {
    const [ours] = pair()
    expect(await seen(ours, 'visitor', { linkSubject: ours.ids.appointment })).toEqual({ ...published, ...proved })
  })
})
