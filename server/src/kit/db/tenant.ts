import { sql } from 'kysely'
import type { SupportScope } from '@polyclinic/contract/kit/permission.ts'
import type { Status } from '@polyclinic/contract/kit/standing/status.ts'
import type { Rule } from '@polyclinic/contract/kit/toggles/decide.ts'
import type { KeyPurpose, Ring } from '../crypto/ring.ts'
import type { Brand } from '@polyclinic/contract/kit/brand/look.ts'
import type { Transaction } from './transaction.ts'
import { pooledPlacementId, type Placement } from './databases.ts'
import { bool, bytea, json, nullable, text, textOf, texts, timestamptz, uuid, uuids } from './columns.ts'
import { type RowOf, shape } from './row.ts'

export interface Tenant {
  organizationId: string
  slug: string
  name: string
  kind: 'human' | 'veterinary' | 'mixed'
  country: string
  currency: string
  timeZone: string
  plan: PlanTerms
  status: Status
  /** What operators switched on or off for it, for its plan, for all, or for the account that asks. */
  toggleRules: readonly Rule[]
  brand: Brand
  /** Null where there is none that can be shown. */
  logoFileId: string | null
  /** Where its database is; empty where nobody named it. */
  region: string
  isFounded: boolean
  keys: Ring
  placement: Placement
  /** Absent where the caller is not a member. */
  membership?: Membership
}

/** What a plan includes, by keys of the feature that knows them. What has no limit is absent. */
export interface PlanTerms {
  key: string
  limits: Readonly<Record<string, PlanLimit>>
  features: readonly string[]
}

export interface PlanLimit {
  allowed: number
  /** Days for which more is let through; absent: more is refused at once. */
  graceDays?: number
}

export interface Membership {
  roleKey: string
  roleName?: string
  customPermissions?: string[]
  clinicIds?: string[]
  needsSecondFactor: boolean
  /** When the member last came in; a few minutes late. */
  lastUsedAt?: string
  /** The caller is no member: the organization let them in, as somebody who runs the platform. */
  support?: Support
}

/** What an organization grants to one operator; over by itself. */
export interface Support {
  id: string
  scope: SupportScope
  mayWrite: boolean
  expiresAt: string
  /** Milliseconds that were left of it when the database was asked. */
  leftMs: number
}

const tenantRow = shape({
  organization_id: uuid,
  slug: text,
  name: text,
  kind: textOf<Tenant['kind']>(),
  country: text,
  currency: text,
  time_zone: text,
  is_founded: bool,
  standing: json<Pick<Tenant, 'plan' | 'status' | 'toggleRules' | 'brand' | 'logoFileId' | 'region'>>(),
  keys: json<{ purpose: KeyPurpose; number: number; wrapped: string }[]>(),
  placement_id: uuid,
  connection_sealed: nullable(bytea),
  role_key: nullable(text),
  role_name: nullable(text),
  permissions: nullable(texts),
  clinic_ids: nullable(uuids),
  needs_second_factor: bool,
  last_used_at: nullable(timestamptz),
  support: nullable(json<Support>()),
})

type TenantRow = RowOf<typeof tenantRow>

const entered = tenantRow.of('e', {
  keys: sql`control.key_ring(e.organization_id)`,
  standing: sql`control.standing(e.organization_id)`,
  support: sql`control.open_support(e.organization_id)`,
})

export async function findTenant(control: Transaction, slug: string): Promise<Tenant | undefined> {
  const row = await control.maybe(tenantRow`select ${entered} from control.enter(${slug}) e`)
  return row && tenantOf(row)
}

export async function findTenantById(control: Transaction, organizationId: string): Promise<Tenant | undefined> {
  const row = await control.maybe(tenantRow`select ${entered} from control.enter_by_id(${organizationId}) e`)
  return row && tenantOf(row)
}

/** The address of the organization whose public pages are served under a name, where it proved that the name is its own. */
export async function findSite(control: Transaction, host: string): Promise<string | undefined> {
  const row = await control.maybe(shape({ slug: text })`select slug from control.find_host(${host})`)
  return row?.slug
}

/** As what the caller runs the platform; undefined where they do not. */
export async function findOperatorRole(control: Transaction): Promise<'operator' | 'reader' | undefined> {
  const row = await control.one(
    shape({ role: nullable(textOf<'operator' | 'reader'>()) })`select control.operator_role() as role`,
  )
  return row.role ?? undefined
}

export async function customRolePermissions(
  control: Transaction,
  organizationId: string,
  key: string,
): Promise<string[] | undefined> {
  const row = await control.maybe(
    shape({
      permissions: texts,
    })`select permissions from control.roles where organization_id = ${organizationId} and key = ${key}`,
  )
  return row?.permissions
}

/** What the caller's links to patients open here, as somebody from outside; undefined where they have none. */
export async function findLinkPermissions(tx: Transaction): Promise<string[] | undefined> {
  const row = await tx.one(shape({ permissions: nullable(texts) })`select tenant.link_permissions() as permissions`)
  return row.permissions ?? undefined
}

/** Notes that a member, a key or an application came in; at most once a quarter of an hour. */
export const touchUse = (control: Transaction, organizationId: string, userId: string) =>
  control.run(sql`
    insert into control.uses (organization_id, user_id) values (${organizationId}, ${userId})
    on conflict (organization_id, user_id) do update set last_at = clock_timestamp()
    where uses.last_at < clock_timestamp() - interval '15 minutes'`)

function tenantOf(row: TenantRow): Tenant {
  return {
    organizationId: row.organization_id,
    slug: row.slug,
    name: row.name,
    kind: row.kind,
    country: row.country,
    currency: row.currency,
    timeZone: row.time_zone,
    ...row.standing,
    isFounded: row.is_founded,
    keys: row.keys.map((key) => ({ ...key, wrapped: Buffer.from(key.wrapped, 'base64') })),
    placement: { id: row.placement_id, connectionSealed: row.connection_sealed },
    ...(row.role_key === null && row.support && { membership: supporting(row.support) }),
    ...(row.role_key && {
      membership: {
        roleKey: row.role_key,
        needsSecondFactor: row.needs_second_factor,
        ...(row.last_used_at && { lastUsedAt: row.last_used_at }),
        ...(row.role_name && { roleName: row.role_name }),
        ...(row.permissions && { customPermissions: row.permissions }),
        ...(row.clinic_ids && { clinicIds: row.clinic_ids }),
      },
    }),
  }
}

/** Never without a second factor, whatever the organization asks of its own. */
const supporting = (support: Support): Membership => ({ roleKey: 'support', needsSecondFactor: true, support })

export interface OrganizationFacts {
  id: string
  slug: string
  name: string
  kind: 'human' | 'veterinary' | 'mixed'
  country: string
  currency: string
  timeZone: string
  plan: PlanTerms
  toggleRules: readonly Rule[]
  brand: Brand
  logoFileId: string | null
  region: string
  /** Its rows lie in the control database too: one transaction reaches both schemas. */
  isPooled: boolean
}

export function factsOf(tenant: Tenant): OrganizationFacts {
  const { slug, name, kind, country, currency, timeZone, plan, toggleRules, brand, logoFileId, region } = tenant
  return {
    id: tenant.organizationId,
    slug,
    name,
    kind,
    country,
    currency,
    timeZone,
    plan,
    toggleRules,
    brand,
    logoFileId,
    region,
    isPooled: tenant.placement.id === pooledPlacementId,
  }
}
