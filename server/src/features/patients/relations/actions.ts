import { sql } from 'kysely'
import type {
  ChangeOfGuardian,
  NewRelation,
  RelationChange,
} from '@polyclinic/contract/patients/relations/relations.ts'
import { ownsIt } from '@polyclinic/contract/patients/relations/relation-kinds.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { changeVersioned, justWritten, requireVersion } from '../../../kit/db/versioned.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import { relationSecrets } from '../answering/secrets.ts'
import { guardianChanged, patientChanged, relationEnded, relationNarrowed } from '../events.ts'
import { addGuardian } from '../guardians/actions.ts'
import { knownGuardians, knownPatients } from '../guardians/queries.ts'
import type { PatientScope } from '../patients/queries.ts'
import { refreshSearch } from '../search/actions.ts'
import { findRelation, lockPatient, relationsOfPatient, type RelationRow } from './queries.ts'
import { dayBefore, spanOf, startOf, termsProblem, type Terms } from './rules.ts'

export interface Writer {
  accountId: string
  scope: PatientScope
}

const inHundredths = (percent: number | null | undefined) =>
  percent === null || percent === undefined ? null : Math.round(percent * 100)

/** What is not named stays; a share goes with the ownership. */
function termsAfter(before: RelationRow, change: RelationChange): Terms {
  const kind = change.kind ?? before.kind
  const share = change.sharePercent === undefined ? before.share : inHundredths(change.sharePercent)
  return {
    kind,
    share: change.sharePercent === undefined && !ownsIt(kind) ? null : share,
    from: change.from === undefined ? before.begins_on : change.from,
    until: change.until === undefined ? before.ends_on : change.until,
  }
}

/** Refused where the terms are none, or would pass the whole on some day. */
async function requireTerms(tx: TenantTx, patientId: string, guardianId: string, terms: Terms): Promise<void> {
  const others = (await relationsOfPatient(tx, patientId, undefined))
    .filter((row) => row.guardian_id !== guardianId)
    .map((row) => ({ beginsAt: row.begins_at, endsAt: row.ends_at, share: row.share }))
  const problem = termsProblem(terms, others, tx.organization.timeZone)
  if (problem) throw refuseField(problem.path, problem.code, problem.message)
}

/** An end that was not at midnight stays where it is, as long as its day does. */
function days(tx: TenantTx, terms: Terms, before?: RelationRow) {
  const { beginsAt, endsAt } = spanOf(terms, tx.organization.timeZone)
  return sql`begins_on = ${terms.from}, begins_at = ${terms.from === before?.begins_on ? before.begins_at : beginsAt},
    ends_on = ${terms.until}, ends_at = ${terms.until === before?.ends_on ? before.ends_at : endsAt}`
}

interface Which {
  patientId: string
  guardianId: string
  expectedVersion?: number
}

const isNarrowed = (before: RelationRow, { permissions }: RelationChange): boolean =>
  permissions !== undefined &&
  (['messages', 'appointments'] as const).some((one) => before.permissions.includes(one) && !permissions.includes(one))

/** With this commit everything that is permitted to whoever answers follows: what they see, what they hear, what finds them. */
export async function changeRelation(
  tx: TenantTx,
  { patientId, guardianId, expectedVersion }: Which,
  change: RelationChange,
  { accountId, scope }: Writer,
): Promise<RelationRow> {
  return changeVersioned({
    find: () => findRelation(tx, patientId, guardianId, scope),
    expectedVersion,
    write: async (before) => {
      await lockPatient(tx, patientId)
      const terms = termsAfter(before, change)
      await requireTerms(tx, patientId, guardianId, terms)
      if (change.isPreferred) await preferNobodyElse(tx, patientId, guardianId)
      return tx.run(sql`
        update tenant.patient_guardians set kind = ${terms.kind}, share = ${terms.share}, ${days(tx, terms, before)},
          permissions = ${[...new Set(change.permissions ?? before.permissions)]}::text[],
          is_preferred = ${change.isPreferred ?? before.is_preferred},
          sees_until_then = ${change.afterwards ? change.afterwards === 'until-then' : before.sees_until_then}
          ${blocking(tx, before, change, accountId)}
        where organization_id = ${tx.organization.id} and id = ${before.id} and version = ${before.version}`)
    },
    follow: (before) => {
      if (change.until || change.blocked) tx.announce(relationEnded, { patientId, guardianId })
      if (isNarrowed(before, change)) tx.announce(relationNarrowed, { patientId, guardianId })
      return followed(tx, patientId, [guardianId])
    },
  })
}

function blocking(tx: TenantTx, before: RelationRow, { blocked }: RelationChange, accountId: string) {
  if (blocked === undefined) return sql``
  if (blocked === null) return sql`, blocked_at = null, blocked_by = null, reason_sealed = null`
  return sql`, blocked_at = coalesce(blocked_at, clock_timestamp()), blocked_by = coalesce(blocked_by, ${accountId}),
    reason_sealed = ${relationSecrets.renew(tx.sealer, before, 'reason', blocked.reason)}`
}

const preferNobodyElse = (tx: TenantTx, patientId: string, guardianId: string) =>
  tx.run(sql`
    update tenant.patient_guardians l set is_preferred = false
    where l.organization_id = ${tx.organization.id} and l.patient_id = ${patientId} and l.guardian_id <> ${guardianId} and l.is_preferred`)

async function followed(tx: TenantTx, patientId: string, guardianIds: readonly string[]): Promise<void> {
  await refreshSearch(tx, [patientId])
  tx.announce(patientChanged, { patientId })
  for (const guardianId of guardianIds) tx.announce(guardianChanged, { guardianId })
}

/** Somebody on file begins to answer; whoever did before and stopped does so anew. */
export async function addRelation(
  tx: TenantTx,
  patientId: string,
  given: NewRelation,
  writer: Writer,
): Promise<RelationRow> {
  const { guardianId } = given
  if (!(await knownPatients(tx, [patientId], writer.scope)).has(patientId)) throw refuse('not-found')
  await requireGuardian(tx, guardianId, writer.scope)
  await lockPatient(tx, patientId)
  const { from = null, until = null } = given
  const [animal] = await relationsOfPatient(tx, patientId, undefined)
  const kind = given.kind ?? animal?.kind ?? 'other'
  const terms = { kind, share: inHundredths(given.sharePercent), from, until }
  await requireTerms(tx, patientId, guardianId, terms)
  if (given.isPreferred) await preferNobodyElse(tx, patientId, guardianId)
  await begin(tx, patientId, guardianId, terms, given)
  await followed(tx, patientId, [guardianId])
  return justWritten(findRelation(tx, patientId, guardianId))
}

async function requireGuardian(tx: TenantTx, guardianId: string, scope: PatientScope): Promise<void> {
  if (!(await knownGuardians(tx, [guardianId], scope)).has(guardianId))
    throw refuseField('guardianId', 'unknown', 'is not known here')
}

/** Refused where they answer for the patient already, on that day or later. */
async function begin(
  tx: TenantTx,
  patientId: string,
  guardianId: string,
  terms: Terms,
  { permissions, isPreferred = false, afterwards }: Pick<RelationChange, 'permissions' | 'isPreferred' | 'afterwards'>,
): Promise<void> {
  const before = await findRelation(tx, patientId, guardianId)
  const { beginsAt } = spanOf(terms, tx.organization.timeZone)
  const isFree =
    !before || (before.ends_at !== null && Date.parse(before.ends_at) <= (beginsAt ? Date.parse(beginsAt) : Date.now()))
  if (!isFree) throw refuse('already-exists')
  if (!before)
    await tx.run(sql`
      insert into tenant.patient_guardians (organization_id, patient_id, guardian_id)
      values (${tx.organization.id}, ${patientId}, ${guardianId})`)
  await tx.run(sql`
    update tenant.patient_guardians set since = clock_timestamp(), kind = ${terms.kind}, share = ${terms.share}, ${days(tx, terms)},
      permissions = coalesce(${permissions ?? null}::text[], permissions), is_preferred = ${isPreferred},
      sees_until_then = ${afterwards === 'until-then'}
    where organization_id = ${tx.organization.id} and patient_id = ${patientId} and guardian_id = ${guardianId}`)
}

/** One ends and another one begins on a day, in one step; visits and everything clinical stay with the patient. */
export async function changeGuardianOf(
  tx: TenantTx,
  patientId: string,
  given: ChangeOfGuardian,
  writer: Writer,
): Promise<RelationRow[]> {
  if (!(await knownPatients(tx, [patientId], writer.scope)).has(patientId)) throw refuse('not-found')
  if (given.guardianId) await requireGuardian(tx, given.guardianId, writer.scope)
  await lockPatient(tx, patientId)
  const former = await endFormer(tx, patientId, given)
  const guardianId = given.guardianId ?? (await addGuardian(tx, given.newGuardian ?? { name: '' }, writer.scope)).id
  const kind = given.kind ?? former[0]?.kind ?? 'other'
  const terms = { kind, share: null, from: given.on, until: null }
  await begin(tx, patientId, guardianId, terms, { isPreferred: former.some((row) => row.is_preferred) })
  for (const row of former) tx.announce(relationEnded, { patientId, guardianId: row.guardian_id })
  await followed(tx, patientId, [...former.map((row) => row.guardian_id), guardianId])
  return relationsOfPatient(tx, patientId, writer.scope)
}

async function endFormer(
  tx: TenantTx,
  patientId: string,
  { former, on, formerSees }: ChangeOfGuardian,
): Promise<RelationRow[]> {
  const all = await relationsOfPatient(tx, patientId, undefined)
  const moment = Date.parse(startOf(on, tx.organization.timeZone))
  const ending = former.map(({ guardianId, version }, index) => {
    const row = all.find((each) => each.guardian_id === guardianId)
    if (!row) throw refuseField(`former.${index}.guardianId`, 'unknown', 'does not answer for this patient')
    requireVersion(row.version, version)
    const answers =
      (row.begins_at === null || Date.parse(row.begins_at) < moment) &&
      (row.ends_at === null || Date.parse(row.ends_at) > moment)
    if (!answers) throw refuseField('on', 'date', 'whoever is to end does not answer on that day')
    return row
  })
  for (const row of ending) {
    const terms = { kind: row.kind, share: row.share, from: row.begins_on, until: dayBefore(on) }
    await tx.run(sql`
      update tenant.patient_guardians set ${days(tx, terms, row)}, sees_until_then = ${formerSees === 'until-then'}
      where organization_id = ${tx.organization.id} and id = ${row.id}`)
  }
  return ending
}
