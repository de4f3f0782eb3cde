import { sql, type RawBuilder } from 'kysely'
import type { Status } from '@polyclinic/contract/kit/standing/status.ts'
import { db } from '../../../database.ts'
import type { MasterKey } from '../../../kit/crypto/master-key.ts'
import { newRing } from '../../../kit/crypto/ring.ts'
import { addKeys } from '../../../kit/db/key-ring.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import type { ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { changeVersioned } from '../../../kit/db/versioned.ts'
import { extensionPoint } from '../../../kit/extension.ts'
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

/**
 * How it stands with the platform, and what its members are told of it; answers how many rows that changed. Whoever writes a
 * status does it here: of an organization that is being closed it is what it goes back to, and the closing wins until then.
 */
export const writeStatus = (
  control: ControlTx,
  { id, version }: { id: string; version: number },
  { status, reason }: { status: Status; reason?: string },
): Promise<number> =>
  control.run(
    db
      .updateTable('control.organizations')
      .set({
        status: whileClosing(sql`status`, sql`${status}`),
        status_reason: whileClosing(sql`status_reason`, sql`${reason ?? null}::text`),
        status_since: whileClosing(sql`status_since`, sql`clock_timestamp()`),
        resumes_as: whileClosing(sql`${status}`, sql`null`),
        resumes_reason: whileClosing(sql`${reason ?? null}::text`, sql`null`),
      })
      .where('id', '=', id)
      .where('version', '=', version),
  )

const whileClosing = (then: RawBuilder<unknown>, otherwise: RawBuilder<unknown>): RawBuilder<string> =>
  sql`case when closes_at is not null then ${then} else ${otherwise} end`

export type EndOfOrganization = (control: ControlTx, organizationId: string) => Promise<unknown>

/** What a feature ends when an organization is gone for good: whatever it let in. */
export const endsOfOrganization = extensionPoint<EndOfOrganization>('organizations.ends-of-organization')

/** Its people work there no more, and nobody can become one of them. */
export const endMemberships: EndOfOrganization = async (control, organizationId) => {
  await control.run(sql`
    update control.invitations set state = 'withdrawn' where organization_id = ${organizationId} and state = 'open'`)
  await control.run(sql`delete from control.memberships where organization_id = ${organizationId}`)
}

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
