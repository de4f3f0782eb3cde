import { sql } from 'kysely'
import { minutesOf } from '@polyclinic/contract/kit/minutes.ts'
import { db } from '../../../database.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { changeVersioned, justWritten } from '../../../kit/db/versioned.ts'
import { clinicChanged } from '../events.ts'
import { findClinic, type ClinicRow } from './queries.ts'
import { openClinicContact, sealClinicContact, type ClinicContact } from './view.ts'

interface Span {
  weekday: number
  from: string
  to: string
}

export interface ClinicFields extends ClinicContact {
  name: string
  timeZone: string
  /** None: always open. */
  openingHours?: Span[]
}

export async function addClinic(tx: TenantTx, fields: ClinicFields, id: string = newId()): Promise<ClinicRow> {
  const organization_id = tx.organization.id
  await tx.run(sql`
    insert into tenant.clinics (organization_id, id, legal_entity_id, name, time_zone, contact_sealed)
    select ${organization_id}, ${id}, e.id, ${fields.name}, ${fields.timeZone}, ${sealClinicContact(tx.sealer, id, fields)}
    from tenant.legal_entities e where e.organization_id = ${organization_id} order by e.created_at, e.id limit 1`)
  await setOpeningHours(tx, id, fields.openingHours ?? [])
  tx.announce(clinicChanged, { clinicId: id })
  return justWritten(findClinic(tx, id))
}

export async function changeClinic(
  tx: TenantTx,
  which: { id: string; scope?: readonly string[]; expectedVersion?: number },
  change: Partial<ClinicFields>,
): Promise<ClinicRow> {
  return changeVersioned({
    find: () => findClinic(tx, which.id, which.scope),
    expectedVersion: which.expectedVersion,
    write: (before) => updateClinic(tx, before, change),
    follow: async () => {
      if (change.openingHours) await setOpeningHours(tx, which.id, change.openingHours)
      tx.announce(clinicChanged, { clinicId: which.id })
    },
  })
}

function updateClinic(tx: TenantTx, before: ClinicRow, change: Partial<ClinicFields>): Promise<number> {
  const contact = { ...openClinicContact(tx.sealer, before), ...change }
  return tx.run(
    db
      .updateTable('tenant.clinics')
      .set({
        name: change.name ?? before.name,
        time_zone: change.timeZone ?? before.time_zone,
        contact_sealed: sealClinicContact(tx.sealer, before.id, contact),
      })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', before.id)
      .where('version', '=', before.version),
  )
}

async function setOpeningHours(tx: TenantTx, clinicId: string, spans: Span[]): Promise<void> {
  const organizationId = tx.organization.id
  await tx.run(
    sql`delete from tenant.opening_hours where organization_id = ${organizationId} and clinic_id = ${clinicId}`,
  )
  await tx.run(sql`
    insert into tenant.opening_hours (organization_id, clinic_id, weekday, from_minute, to_minute)
    select ${organizationId}, ${clinicId}, * from unnest(
      ${spans.map((span) => span.weekday)}::smallint[], ${spans.map((span) => minutesOf(span.from))}::smallint[],
      ${spans.map((span) => minutesOf(span.to))}::smallint[])
    on conflict do nothing`)
}
