import { sql } from 'kysely'
import { beginningAnew, endingRelations } from '../answering/actions.ts'
import type { z } from 'zod'
import { foldVersion } from '@polyclinic/contract/kit/reading/fold.ts'
import type { newPatient, patientChange } from '@polyclinic/contract/patients/patients.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { atVersion, changeVersioned } from '../../../kit/db/versioned.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import { plans } from '../../plans/public.ts'
import { patientAdded, patientChanged, relationEnded } from '../events.ts'
import { guardianSecrets } from '../guardians/view.ts'
import { entryOf, refreshSearch } from '../search/actions.ts'
import { namesOf } from '../search/rules.ts'
import { settleChips } from './chips.ts'
import { contactAfter } from './contact-codec.ts'
import { namesInClear, sealedNames, writtenColumns, type PatientValues } from './fields.ts'
import { findParents, findPatient, findWritten, isShared, type PatientScope, type PatientRow } from './queries.ts'
import { dayAt, latestDayAt, patientProblem } from './rules.ts'
import { knownOf, patientSecrets } from './view.ts'

export type NewPatient = z.infer<typeof newPatient>
type PatientChange = z.infer<typeof patientChange>

export interface Which {
  id: string
  scope: PatientScope
  expectedVersion?: number
}

export async function addPatient(tx: TenantTx, fields: NewPatient, scope?: PatientScope): Promise<PatientRow> {
  const [id = ''] = await addPatients(tx, [fields], scope)
  return findWritten(tx, id, scope)
}

/** Adds several, all or none, and announces each. `at`: where they stand in the request, for refusals. */
export async function addPatients(...given: Parameters<typeof placePatients>): Promise<string[]> {
  const added = await placePatients(...given)
  for (const patientId of added) given[0].announce(patientAdded, { patientId })
  return added
}

/** As {@link addPatients}, without a word to anybody: whoever brings hundreds announces that once. */
export async function placePatients(
  tx: TenantTx,
  all: readonly NewPatient[],
  scope?: PatientScope,
  at: (index: number) => string = () => '',
  ids: readonly string[] = all.map(newId),
): Promise<string[]> {
  if (all.length === 0) return []
  for (const [index, fields] of all.entries()) {
    const problem = patientProblem(fields, tx.organization.kind, latestDayAt(Date.now()))
    if (problem) throw refuseField(at(index) + problem.path, problem.code, problem.message)
  }
  // whom a scoped role adds belongs to its clinic, or it could not see them
  const rooted = all.map((fields, index) => ({
    ...fields,
    id: ids[index] as string,
    ...numbersOf({ microchip: null, identifiers: null }, fields, at(index)),
    homeClinicId: fields.homeClinicId ?? scope?.clinicIds[0],
    guardianIds: [...new Set(fields.guardianIds)],
  }))
  const parents = await checkedParents(tx, rooted, scope, at)
  await plans.allow(tx, 'patients', all.length)
  await insertPatients(tx, rooted, parents)
  return rooted.map(({ id }) => id)
}

/** The chip and the other numbers as they are kept; refused where two chips were active. */
function numbersOf(
  before: Pick<PatientValues, 'microchip' | 'identifiers'>,
  given: Pick<PatientChange, 'microchip' | 'identifiers'>,
  at = '',
) {
  const { at: second, microchip, identifiers } = settleChips(before, given, dayAt(Date.now()))
  if (second !== undefined)
    throw refuseField(`${at}identifiers.${second}.value`, 'second-chip', 'another chip is active; end that one first')
  return { microchip, identifiers }
}

type Rooted = Omit<NewPatient, 'microchip' | 'identifiers'> &
  Pick<PatientValues, 'microchip' | 'identifiers'> & { id: string; guardianIds: string[] }
type Parents = Awaited<ReturnType<typeof checkedParents>>

async function checkedParents(
  tx: TenantTx,
  all: readonly { homeClinicId?: string | null; guardianIds?: readonly string[] }[],
  scope: PatientScope,
  at: (index: number) => string = () => '',
) {
  const clinicIds = all.map((each) => each.homeClinicId).filter((id) => id !== undefined && id !== null)
  const guardianIds = all.flatMap((each) => each.guardianIds ?? [])
  if (clinicIds.length === 0 && guardianIds.length === 0)
    return new Map<string, ReturnType<typeof guardianSecrets.open> & { name: string }>()
  const parents = await findParents(tx, { clinicIds, guardianIds }, scope)
  const guardians = new Map(
    (parents.guardians ?? []).map((row) => [row.id, { name: row.name, ...guardianSecrets.open(tx.sealer, row) }]),
  )
  for (const [index, { homeClinicId, guardianIds: ownGuardianIds }] of all.entries()) {
    if (homeClinicId && !parents.clinics?.includes(homeClinicId))
      throw refuseField(`${at(index)}homeClinicId`, 'unknown', 'is not known here')
    const stranger = ownGuardianIds?.findIndex((id) => !guardians.has(id)) ?? -1
    if (stranger >= 0) throw refuseField(`${at(index)}guardianIds.${stranger}`, 'unknown', 'is not known here')
  }
  return guardians
}

const namesGiven = ({ givenName, familyName, usedName, aliases }: Rooted) =>
  namesOf({ given_name: givenName, family_name: familyName ?? null, used_name: usedName ?? null, aliases })

async function insertPatients(tx: TenantTx, all: readonly Rooted[], guardians: Parents): Promise<void> {
  const { sealer, organization } = tx
  const answering = (each: Rooted) =>
    each.guardianIds.map((id) => guardians.get(id)).filter((guardian) => guardian !== undefined)
  const entries = all.map((each) => entryOf(tx, { ...each, names: namesGiven(each), guardians: answering(each) }))
  const tokens = all.flatMap((each, at) => (entries[at]?.tokens ?? []).map((token) => ({ patientId: each.id, token })))
  const links = all.flatMap((each) => each.guardianIds.map((guardianId) => ({ patientId: each.id, guardianId })))
  const columns = [
    { column: 'id', type: 'uuid', values: all.map(({ id }) => id) },
    { column: 'kind', type: 'text', values: all.map(({ kind }) => kind) },
    ...writtenColumns.map(({ column, type, value }) => ({ column, type, values: all.map(value) })),
    ...sealedNames.map((name) => ({
      column: `${name}_sealed`,
      type: 'bytea',
      values: all.map((each) => patientSecrets.seal(sealer, each.id, name, each[name])),
    })),
    { column: 'search_text', type: 'text', values: entries.map(({ text }) => text) },
  ]
  const names = sql.join(columns.map(({ column }) => sql.ref(column)))
  const values = sql.join(columns.map(({ type, values }) => sql`${values}::${sql.raw(type)}[]`))
  await tx.run(sql`
    with added as (
      insert into tenant.patients (organization_id, ${names}, search_keys, fold_version)
      select ${organization.id}, ${names}, search_keys::int[], ${foldVersion}
      from unnest(${values}, ${entries.map(({ keys }) => keys)}::text[]) n (${names}, search_keys)
      returning id, created_at),
    linked as (
      -- by this moment a relation that came with its patient is known from one that was written later
      insert into tenant.patient_guardians (organization_id, patient_id, guardian_id, since)
      select ${organization.id}, a.id, n.guardian_id, a.created_at
      from unnest(${links.map((link) => link.patientId)}::uuid[], ${links.map((link) => link.guardianId)}::uuid[])
        n (patient_id, guardian_id)
      join added a on a.id = n.patient_id)
    insert into tenant.search_tokens (organization_id, token, patient_id)
    select ${organization.id}, * from unnest(${tokens.map((each) => each.token)}::bytea[], ${tokens.map((each) => each.patientId)}::uuid[])
    on conflict do nothing`)
}

export async function changePatient(tx: TenantTx, which: Which, change: PatientChange): Promise<PatientRow> {
  return changeVersioned({
    find: () => findPatient(tx, which.id, which.scope),
    expectedVersion: which.expectedVersion,
    write: (before) => writePatient(tx, before, change, which.scope),
    follow: async (before) => {
      if (change.guardianIds) await replaceGuardians(tx, before, change.guardianIds)
      if (isFoundAnew(change)) await refreshSearch(tx, [which.id])
      tx.announce(patientChanged, { patientId: which.id })
    },
    reread: () => findWritten(tx, which.id, which.scope),
  })
}

const foundBy = [
  'givenName',
  'familyName',
  'usedName',
  'aliases',
  'guardianIds',
  'contact',
  'microchip',
  'identifiers',
] as const satisfies readonly (keyof PatientChange)[]

const isFoundAnew = (change: PatientChange): boolean => foundBy.some((field) => change[field] !== undefined)

async function writePatient(tx: TenantTx, before: PatientRow, change: PatientChange, scope: PatientScope) {
  const after = merged(before, tx.sealer, change)
  const problem = patientProblem(after, 'mixed', latestDayAt(Date.now()))
  if (problem) throw refuseField(problem.path, problem.code, problem.message)
  // whom a clinic calls its own, another one does not take away
  const { home_clinic_id: home } = before
  if (scope && home && after.homeClinicId !== home && !scope.clinicIds.includes(home)) throw refuse('shared-by-clinics')
  const isMoving = Boolean(change.homeClinicId) && change.homeClinicId !== before.home_clinic_id
  await checkedParents(
    tx,
    [{ ...(isMoving && { homeClinicId: change.homeClinicId }), guardianIds: change.guardianIds }],
    scope,
  )
  return updatePatient(tx, before, after)
}

type Merged = PatientValues & Pick<PatientRow, 'kind'>

/** As the row was, and what the change gives; null empties. */
function merged(before: PatientRow, sealer: Sealer, change: PatientChange): Merged {
  const given = [...namesInClear, ...sealedNames].filter((name) => change[name] !== undefined)
  const changed = Object.fromEntries(given.map((name) => [name, change[name]])) as Partial<PatientValues>
  const known = knownOf(before, sealer)
  return {
    ...known,
    ...changed,
    ...numbersOf(known, change),
    ...(change.contact !== undefined && { contact: contactAfter(known.contact, change.contact) }),
    kind: before.kind,
  }
}

function updatePatient(tx: TenantTx, before: PatientRow, after: Merged): Promise<number> {
  const set = [
    ...writtenColumns.map(({ column, value }) => sql`${sql.ref(column)} = ${value(after)}`),
    ...sealedNames.map(
      (name) => sql`${sql.ref(`${name}_sealed`)} = ${patientSecrets.renew(tx.sealer, before, name, after[name])}`,
    ),
  ]
  return tx.run(sql`
    update tenant.patients set ${sql.join(set)}
    where organization_id = ${tx.organization.id} and id = ${before.id} and version = ${before.version}`)
}

async function replaceGuardians(tx: TenantTx, before: PatientRow, guardianIds: readonly string[]): Promise<void> {
  await tx.run(sql`
    with ${endingRelations(tx, sql`l.patient_id = ${before.id} and l.guardian_id <> all (${[...guardianIds]}::uuid[])`)}
    insert into tenant.patient_guardians (organization_id, patient_id, guardian_id)
    select ${tx.organization.id}, ${before.id}, g from unnest(${[...guardianIds]}::uuid[]) g ${beginningAnew(tx)}`)
  for (const { id: guardianId } of before.guardians ?? [])
    if (!guardianIds.includes(guardianId)) tx.announce(relationEnded, { patientId: before.id, guardianId })
}

export async function setArchived(tx: TenantTx, which: Which, isArchived: boolean): Promise<PatientRow> {
  const before = await atVersion(() => findPatient(tx, which.id, which.scope), which.expectedVersion)
  if ((before.archived_at !== null) === isArchived) return before
  if (which.scope && (await isShared(tx, which.id, which.scope))) throw refuse('shared-by-clinics')
  if (!isArchived) await plans.allow(tx, 'patients')
  return changeVersioned({
    find: async () => before,
    expectedVersion: undefined,
    write: ({ version }) =>
      tx.run(sql`
        update tenant.patients set archived_at = case when ${isArchived} then clock_timestamp() end
        where organization_id = ${tx.organization.id} and id = ${which.id} and version = ${version}`),
    follow: () => tx.announce(patientChanged, { patientId: which.id }),
    reread: () => findWritten(tx, which.id, which.scope),
  })
}
