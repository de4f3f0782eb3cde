import { sql } from 'kysely'
import type { Status } from '@polyclinic/contract/kit/standing/status.ts'
import { db } from '../../../database.ts'
import type { MasterKey } from '../../../kit/crypto/master-key.ts'
import { newRing } from '../../../kit/crypto/ring.ts'
import { addKeys } from '../../../kit/db/key-ring.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import type { ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { changeVersioned } from '../../../kit/db/versioned.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { findOrganization, type OrganizationRow } from './queries.ts'
import { isDouble } from '../../../kit/thrown.ts'

export interface NewOrganization {
  name: string
  slug: string
  kind: 'human' | 'veterinary' | 'mixed'
  country: string
  currency: string
  timeZone: string
  /** Absent: the smallest. */
  plan?: string
}

/** Without an owner it waits for whoever accepts an invitation to be one. */
export async function registerOrganization(
  control: ControlTx,
  master: MasterKey,
  id: string,
  ownerId: string | undefined,
  fields: NewOrganization,
  placementId: string = pooledPlacementId,
): Promise<void> {
  try {
    await control.run(
      db.insertInto('control.organizations').values({
        id,
        slug: fields.slug,
        name: fields.name,
        kind: fields.kind,
        country: fields.country,
        currency: fields.currency,
        time_zone: fields.timeZone,
        placement_id: placementId,
        ...(fields.plan && { plan: fields.plan }),
      }),
    )
    await control.run(db.insertInto('control.organization_slugs').values({ organization_id: id, slug: fields.slug }))
  } catch (error) {
    if (isDouble(error)) throw refuse('slug-taken')
    throw error
  }
  await addKeys(control, id, newRing(master, id))
  if (ownerId === undefined) return
  await control.run(
    db.insertInto('control.memberships').values({ organization_id: id, account_id: ownerId, role_key: 'owner' }),
  )
}

/** An organization's first rows in the database that holds it. Runs again where a first try was cut off. */
export async function writeFirstRows(tx: TenantTx): Promise<void> {
  const { id, name, country, currency } = tx.organization
  await tx.run(sql`
    insert into tenant.legal_entities (organization_id, id, name, country, currency)
    values (${id}, ${id}, ${name}, ${country}, ${currency}) on conflict do nothing`)
}

export const markFounded = (control: ControlTx, organizationId: string) =>
  control.run(
    sql`update control.organizations set founded_at = clock_timestamp() where id = ${organizationId} and founded_at is null`,
  )

/** How it stands with the platform, and what its members are told of it; answers how many rows that changed. */
export const writeStatus = (
  control: ControlTx,
  { id, version }: { id: string; version: number },
  { status, reason }: { status: Status; reason?: string },
): Promise<number> =>
  control.run(
    db
      .updateTable('control.organizations')
      .set({ status, status_reason: reason ?? null, status_since: sql`clock_timestamp()` })
      .where('id', '=', id)
      .where('version', '=', version),
  )

export async function changeOrganization(
  control: ControlTx,
  id: string,
  expectedVersion: number | undefined,
  change: { name?: string; timeZone?: string },
): Promise<OrganizationRow> {
  return changeVersioned({
    find: () => findOrganization(control, id),
    expectedVersion,
    write: (before) =>
      control.run(
        db
          .updateTable('control.organizations')
          .set({ name: change.name ?? before.name, time_zone: change.timeZone ?? before.time_zone })
          .where('id', '=', id)
          .where('version', '=', before.version),
      ),
  })
}
