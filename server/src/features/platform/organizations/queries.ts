import { sql } from 'kysely'
import type { Status } from '@polyclinic/contract/kit/standing/status.ts'
import type { SetupFailure } from '../setups/rules.ts'
import { findTenantById } from '../../../kit/db/tenant.ts'
import { inControl, inTenant, type Caller, type ControlTx, type TenantTx } from '../../../kit/db/tenant-tx.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { bigint, bool, int, nullable, text, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { anyRow, shape, type RowOf } from '../../../kit/db/row.ts'

const organizationRow = shape({
  id: uuid,
  slug: text,
  name: text,
  kind: textOf<'human' | 'veterinary' | 'mixed'>(),
  country: text,
  currency: text,
  time_zone: text,
  plan: text,
  version: int,
  status: textOf<Status>(),
  status_reason: nullable(text),
  status_since: timestamptz,
  is_begun: bool,
  created_at: timestamptz,
  members: bigint,
  is_owner_invited: bool,
  last_active_at: nullable(timestamptz),
  patients: nullable(bigint),
  appointments: nullable(bigint),
  failed_mails: nullable(bigint),
  schema_version: nullable(text),
  measured_at: nullable(timestamptz),
  failed_jobs: bigint,
  closes_at: nullable(timestamptz),
  closed_at: nullable(timestamptz),
  shred_after: nullable(timestamptz),
  shredding_since: nullable(timestamptz),
  shredded_at: nullable(timestamptz),
  is_dedicated: bool,
  placement_name: text,
  region: text,
  answers: bool,
  setup_server: nullable(text),
  setup_region: nullable(text),
  setup_asked_at: nullable(timestamptz),
  setup_tries: nullable(int),
  setup_failed_at: nullable(timestamptz),
  setup_failure: nullable(textOf<SetupFailure>()),
})

export type OrganizationRow = RowOf<typeof organizationRow>

/** What is counted of each is counted by its own primary keys: memberships, uses, invitations. */
const organizations = sql`
  select ${organizationRow.of('o', {
    is_begun: sql`o.founded_at is not null`,
    members: sql`(select count(*) from control.memberships m where m.organization_id = o.id)`,
    is_owner_invited: sql`exists (select from control.invitations i
      where i.organization_id = o.id and i.role_key = 'owner' and i.state = 'open' and i.expires_at > clock_timestamp())`,
    last_active_at: sql`(select max(u.last_at) from control.uses u where u.organization_id = o.id)`,
    patients: sql`s.patients`,
    appointments: sql`s.appointments`,
    failed_mails: sql`s.failed_mails`,
    schema_version: sql`s.schema_version`,
    measured_at: sql`s.measured_at`,
    failed_jobs: sql`coalesce(d.count, 0)`,
    closes_at: sql`c.closes_at`,
    closed_at: sql`c.closed_at`,
    shred_after: sql`c.shred_after`,
    shredding_since: sql`c.shredding_since`,
    shredded_at: sql`c.shredded_at`,
    is_dedicated: sql`o.placement_id <> ${pooledPlacementId}`,
    placement_name: sql`p.name`,
    region: sql`p.region`,
    answers: sql`not exists (select from control.due_work w where w.placement_id = o.placement_id and w.failures > 0)`,
    setup_server: sql`su.server`,
    setup_region: sql`su.region`,
    setup_asked_at: sql`su.asked_at`,
    setup_tries: sql`su.tries`,
    setup_failed_at: sql`su.failed_at`,
    setup_failure: sql`su.failure`,
  })}
  from control.organizations o
  join control.placements p on p.id = o.placement_id
  left join control.organization_sizes s on s.organization_id = o.id
  left join control.organization_setups su on su.organization_id = o.id
  left join control.closings c on c.organization_id = o.id
  left join control.dead_jobs d on d.organization_id = o.id`

export interface OrganizationTerms {
  search?: string
  plan?: string
  status?: Status | 'closing'
}

/** Newest first, by the primary key. */
export const listOrganizations = (
  control: ControlTx,
  { search, plan, status }: OrganizationTerms,
  { before, limit }: { before?: string; limit: number },
) =>
  control.all(organizationRow`
    ${organizations}
    where (${search || null}::text is null or strpos(lower(o.name), lower(${search || null})) > 0
        or strpos(o.slug, lower(${search || null})) > 0)
      and (${plan ?? null}::text is null or o.plan = ${plan ?? null})
      and (${status ?? null}::text is null or o.status = ${status ?? null}
        or (${status ?? null} = 'closing' and c.closes_at is not null and c.closed_at is null))
      and (${before ?? null}::uuid is null or o.id < ${before ?? null})
    order by o.id desc limit ${limit}`)

export const findOrganization = (control: ControlTx, id: string) =>
  control.maybe(organizationRow`${organizations} where o.id = ${id}`)

export const hasMembers = async (control: ControlTx, id: string) =>
  (await control.maybe(anyRow`select from control.memberships m where m.organization_id = ${id} limit 1`)) !== undefined

const sizeRow = shape({ patients: bigint, appointments: bigint, failed_mails: bigint, schema_version: text })

export type Size = RowOf<typeof sizeRow>

/** Numbers, which a function of the organization's own database counts. */
export const readSize = (tx: TenantTx): Promise<Size> =>
  tx.one(sizeRow`select ${sizeRow.of('m')} from tenant.measured() m`)

/** As an operator, who reaches no table there; undefined where there is no such organization. */
export async function readSizeAsOperator(
  { transactions }: Platform,
  caller: Caller,
  id: string,
): Promise<Size | undefined> {
  const tenant = await inControl(transactions, caller, { mode: 'read' }, (control) => findTenantById(control, id))
  return tenant && inTenant(transactions, tenant, caller, { mode: 'read', as: 'operator' }, readSize)
}
