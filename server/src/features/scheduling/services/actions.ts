import { sql, type RawBuilder } from 'kysely'
import type { Money } from '@polyclinic/contract/kit/money.ts'
import { db } from '../../../database.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { archivedAt, changeVersioned } from '../../../kit/db/versioned.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import { serviceChanged } from '../events.ts'
import { findNamed, findService, findWritten, type ServiceRow } from './queries.ts'
import { touchesOthers } from './rules.ts'

export interface ServiceFields {
  name: string
  durationMinutes: number
  price?: Money | null
  bufferBefore?: number
  bufferAfter?: number
  hue?: number
  /** Null or absent: every clinic, every practitioner, no room. */
  clinicIds?: string[] | null
  practitionerIds?: string[] | null
  roomIds?: string[] | null
}

/** Where a scoped caller names no clinic, it is given at theirs: what all clinics give is not theirs to decide. */
export async function addService(
  tx: TenantTx,
  given: ServiceFields,
  scope?: readonly string[],
  id: string = newId(),
): Promise<ServiceRow> {
  const fields = scope ? { ...given, clinicIds: given.clinicIds ?? [...scope] } : given
  const { services } = await requireNamed(tx, fields, scope)
  await tx.run(
    db.insertInto('tenant.services').values({
      organization_id: tx.organization.id,
      id,
      name: fields.name,
      duration_minutes: fields.durationMinutes,
      buffer_before: fields.bufferBefore ?? 0,
      buffer_after: fields.bufferAfter ?? 0,
      price_amount: fields.price?.amount ?? null,
      price_currency: fields.price?.currency ?? null,
      hue: fields.hue ?? (services % 12) + 1,
      at_listed_clinics: Boolean(fields.clinicIds),
      by_listed_practitioners: Boolean(fields.practitionerIds),
      in_listed_rooms: Boolean(fields.roomIds),
    }),
  )
  await replaceLists(tx, id, fields, scope)
  tx.announce(serviceChanged, { serviceId: id })
  return findWritten(tx, id, scope)
}

export async function changeService(
  tx: TenantTx,
  which: { id: string; scope?: readonly string[]; expectedVersion?: number },
  change: ServiceChange,
): Promise<ServiceRow> {
  return changeVersioned({
    find: () => findService(tx, which.id, which.scope),
    expectedVersion: which.expectedVersion,
    write: async (before) => {
      await requireChangeable(tx, before, change, which.scope)
      return updateService(tx, before, change)
    },
    follow: async () => {
      await replaceLists(tx, which.id, change, which.scope)
      tx.announce(serviceChanged, { serviceId: which.id })
    },
    reread: () => findWritten(tx, which.id, which.scope),
  })
}

type ServiceChange = Partial<ServiceFields> & { archived?: boolean }

async function requireChangeable(tx: TenantTx, before: ServiceRow, change: ServiceChange, scope?: readonly string[]) {
  if (before.is_shared && touchesOthers(before, change)) throw refuse('shared-by-clinics')
  if (scope && before.at_listed_clinics && change.clinicIds === null)
    throw refuseField('clinicIds', 'own-clinics', 'reaches beyond your own clinics')
  await requireNamed(tx, change, scope)
}

function updateService(tx: TenantTx, before: ServiceRow, change: ServiceChange): Promise<number> {
  const { price } = change
  return tx.run(
    db
      .updateTable('tenant.services')
      .set({
        name: change.name ?? before.name,
        duration_minutes: change.durationMinutes ?? before.duration_minutes,
        buffer_before: change.bufferBefore ?? before.buffer_before,
        buffer_after: change.bufferAfter ?? before.buffer_after,
        price_amount: price === undefined ? before.price_amount : (price?.amount ?? null),
        price_currency: price === undefined ? before.price_currency : (price?.currency ?? null),
        hue: change.hue ?? before.hue,
        at_listed_clinics: change.clinicIds === undefined ? before.at_listed_clinics : change.clinicIds !== null,
        by_listed_practitioners:
          change.practitionerIds === undefined ? before.by_listed_practitioners : change.practitionerIds !== null,
        in_listed_rooms: change.roomIds === undefined ? before.in_listed_rooms : change.roomIds !== null,
        archived_at: archivedAt(change.archived, before),
      })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', before.id)
      .where('version', '=', before.version),
  )
}

async function requireNamed(
  tx: TenantTx,
  { clinicIds, practitionerIds, roomIds }: Partial<ServiceFields>,
  scope?: readonly string[],
) {
  const named = await findNamed(
    tx,
    { clinicIds: clinicIds ?? [], practitionerIds: practitionerIds ?? [], roomIds: roomIds ?? [] },
    scope,
  )
  const requireKnown = (
    field: string,
    listedIds: readonly string[] | null | undefined,
    knownIds: readonly string[],
  ) => {
    const at = listedIds?.findIndex((id) => !knownIds.includes(id)) ?? -1
    if (at >= 0) throw refuseField(`${field}.${at}`, 'unknown', 'is not known here')
  }
  requireKnown('clinicIds', clinicIds, named.clinics)
  requireKnown('practitionerIds', practitionerIds, named.practitioners)
  requireKnown('roomIds', roomIds, named.rooms)
  return named
}

async function replaceLists(
  tx: TenantTx,
  serviceId: string,
  { clinicIds, practitionerIds, roomIds }: Partial<ServiceFields>,
  scope?: readonly string[],
): Promise<void> {
  const o = tx.organization.id
  const clinicsInScope = scope ? sql`and clinic_id = any (${[...scope]}::uuid[])` : sql``
  const roomsInScope = scope
    ? sql`and room_id in (select r.id from tenant.rooms r where r.organization_id = ${o} and r.clinic_id = any (${[...scope]}::uuid[]))`
    : sql``
  if (clinicIds !== undefined)
    await replace(tx, serviceId, sql`tenant.service_clinics`, sql`clinic_id`, clinicIds, clinicsInScope)
  if (practitionerIds !== undefined)
    await replace(tx, serviceId, sql`tenant.service_practitioners`, sql`practitioner_id`, practitionerIds)
  if (roomIds !== undefined)
    await replace(tx, serviceId, sql`tenant.service_rooms`, sql`room_id`, roomIds, roomsInScope)
}

type Sql = RawBuilder<unknown>

async function replace(
  tx: TenantTx,
  serviceId: string,
  table: Sql,
  column: Sql,
  ids: readonly string[] | null,
  inScope: Sql = sql``,
): Promise<void> {
  const o = tx.organization.id
  const listedIds = ids ? [...ids] : []
  await tx.run(
    sql`delete from ${table} where organization_id = ${o} and service_id = ${serviceId}
      and ${column} <> all (${listedIds}::uuid[]) ${inScope}`,
  )
  if (listedIds.length === 0) return
  await tx.run(
    sql`insert into ${table} (organization_id, service_id, ${column}) select ${o}::uuid, ${serviceId}::uuid, x
      from unnest(${listedIds}::uuid[]) x on conflict do nothing`,
  )
}
