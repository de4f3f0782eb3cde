import { sql } from 'kysely'
import { minutesOf } from '@polyclinic/contract/kit/minutes.ts'
import { db } from '../../../database.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { archivedAt, changeVersioned, justWritten } from '../../../kit/db/versioned.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import { plans } from '../../plans/public.ts'
import { practitionerChanged } from '../events.ts'
import { findPlace, findPractitioner, findPractitionerHours, type PractitionerRow } from './queries.ts'
import { firstOverlap, touchesOthers } from './rules.ts'

export interface PractitionerFields {
  displayName: string
  profession: PractitionerRow['profession']
  hue?: number
  accountId?: string
  clinicIds: string[]
}

interface Which {
  id: string
  /** The clinics that the caller's role is scoped to: what lies beyond them stays as it is. */
  scope?: readonly string[]
  expectedVersion?: number
}

export async function addPractitioner(
  tx: TenantTx,
  fields: PractitionerFields,
  scope?: readonly string[],
  id: string = newId(),
): Promise<PractitionerRow> {
  const o = tx.organization.id
  const place = await findPlace(tx, fields.clinicIds, fields.accountId, scope)
  requireClinics(fields.clinicIds, place.clinics)
  if (place.is_taken) throw refuse('already-exists')
  await plans.allow(tx, 'practitioners')
  const added = await tx.run(sql`
    insert into tenant.practitioners (organization_id, id, display_name, profession, hue, account_id)
    values (${o}, ${id}, ${fields.displayName}, ${fields.profession}, ${fields.hue ?? (place.practitioners % 12) + 1},
      ${fields.accountId ?? null})
    on conflict (organization_id, account_id) where account_id is not null do nothing`)
  if (added === 0) throw refuse('already-exists')
  await tx.run(sql`insert into tenant.resources (organization_id, id, practitioner_id) values (${o}, ${id}, ${id})`)
  await work(tx, id, fields.clinicIds)
  tx.announce(practitionerChanged, { practitionerId: id })
  return justWritten(findPractitioner(tx, id, scope))
}

/** Changes what is given and leaves the rest; whoever no longer works at a clinic has no hours there either. */
export async function changePractitioner(
  tx: TenantTx,
  which: Which,
  change: PractitionerChange,
): Promise<PractitionerRow> {
  return changeVersioned({
    find: () => findPractitioner(tx, which.id, which.scope),
    expectedVersion: which.expectedVersion,
    write: async (before) => {
      await requireChangeable(tx, before, change, which.scope)
      return updatePractitioner(tx, before, change)
    },
    follow: async () => {
      if (change.clinicIds) await moveTo(tx, which, change.clinicIds)
      tx.announce(practitionerChanged, { practitionerId: which.id })
    },
  })
}

type PractitionerChange = Partial<PractitionerFields> & { archived?: boolean }

async function requireChangeable(
  tx: TenantTx,
  before: PractitionerRow,
  change: PractitionerChange,
  scope?: readonly string[],
) {
  if (before.is_shared && touchesOthers(before, change)) throw refuse('shared-by-clinics')
  if (change.clinicIds)
    requireClinics(change.clinicIds, (await findPlace(tx, change.clinicIds, undefined, scope)).clinics)
  if (change.archived === false && before.archived_at !== null) await plans.allow(tx, 'practitioners')
}

function updatePractitioner(tx: TenantTx, before: PractitionerRow, change: PractitionerChange): Promise<number> {
  return tx.run(
    db
      .updateTable('tenant.practitioners')
      .set({
        display_name: change.displayName ?? before.display_name,
        profession: change.profession ?? before.profession,
        hue: change.hue ?? before.hue,
        archived_at: archivedAt(change.archived, before),
      })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', before.id)
      .where('version', '=', before.version),
  )
}

interface Hours {
  clinicId: string
  weekday: number
  from: string
  to: string
}

/** Replaces the weekly hours at the clinics in scope; the version is the practitioner's. */
export async function setHours(tx: TenantTx, which: Which, hours: readonly Hours[]) {
  return changeVersioned({
    find: () => findPractitioner(tx, which.id, which.scope),
    expectedVersion: which.expectedVersion,
    write: (before) => {
      requirePossibleHours(before, hours)
      // the trigger counts the version up
      return tx.run(sql`update tenant.practitioners set hue = hue
        where organization_id = ${tx.organization.id} and id = ${which.id} and version = ${before.version}`)
    },
    follow: async (before) => {
      await replaceHours(tx, before, hours)
      tx.announce(practitionerChanged, { practitionerId: which.id })
    },
    reread: () => findPractitionerHours(tx, which.id, which.scope),
  })
}

function requirePossibleHours(before: PractitionerRow, hours: readonly Hours[]): void {
  hours.forEach(({ clinicId }, nth) => {
    if (!before.clinic_ids.includes(clinicId))
      throw refuseField(`${nth}.clinicId`, 'other-clinic', 'is not a clinic of this practitioner')
  })
  const overlap = firstOverlap(hours)
  if (overlap !== undefined) throw refuseField(`${overlap}.from`, 'overlap', 'overlaps another stretch of that day')
}

async function replaceHours(tx: TenantTx, before: PractitionerRow, hours: readonly Hours[]): Promise<void> {
  const o = tx.organization.id
  await tx.run(
    sql`delete from tenant.working_hours where organization_id = ${o} and practitioner_id = ${before.id}
      and clinic_id = any (${before.clinic_ids}::uuid[])`,
  )
  if (hours.length > 0) {
    await tx.run(sql`
      insert into tenant.working_hours (organization_id, practitioner_id, clinic_id, weekday, from_minute, to_minute)
      select ${o}::uuid, ${before.id}::uuid, *
      from unnest(${hours.map(({ clinicId }) => clinicId)}::uuid[], ${hours.map(({ weekday }) => weekday)}::smallint[],
        ${hours.map(({ from }) => minutesOf(from))}::smallint[], ${hours.map(({ to }) => minutesOf(to))}::smallint[])`)
  }
}

/** Bookings go through the busy ledger from now on. */
export const markShared = (tx: TenantTx, practitionerId: string) =>
  tx.run(
    sql`update tenant.resources set shared = true where organization_id = ${tx.organization.id} and id = ${practitionerId} and not shared`,
  )

function requireClinics(clinicIds: readonly string[], knownIds: readonly string[]): void {
  const at = clinicIds.findIndex((id) => !knownIds.includes(id))
  if (at >= 0) throw refuseField(`clinicIds.${at}`, 'unknown', 'is not known here')
}

const work = (tx: TenantTx, id: string, clinicIds: readonly string[]) =>
  tx.run(sql`
    insert into tenant.practitioner_clinics (organization_id, practitioner_id, clinic_id)
    select ${tx.organization.id}::uuid, ${id}::uuid, x from unnest(${[...clinicIds]}::uuid[]) x on conflict do nothing`)

async function moveTo(tx: TenantTx, { id, scope }: Which, clinicIds: readonly string[]): Promise<void> {
  const own = scope ? [...scope] : null
  for (const table of [sql`tenant.working_hours`, sql`tenant.practitioner_clinics`]) {
    await tx.run(sql`
      delete from ${table} where organization_id = ${tx.organization.id} and practitioner_id = ${id}
        and clinic_id <> all (${[...clinicIds]}::uuid[])
        and (${own}::uuid[] is null or clinic_id = any (${own}::uuid[]))`)
  }
  await work(tx, id, clinicIds)
}
