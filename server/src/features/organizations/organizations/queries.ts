import { sql } from 'kysely'
import { db } from '../../../database.ts'
import type { ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'

export interface OrganizationRow {
  id: string
  slug: string
  name: string
  kind: 'human' | 'veterinary' | 'mixed'
  country: string
  currency: string
  time_zone: string
  plan: string
  version: number
}

export const findOrganization = (control: ControlTx, id: string) =>
  control.maybe(sql<OrganizationRow>`
    select id, slug, name, kind, country, currency, time_zone, plan, version from control.organizations where id = ${id}`)

export const listLegalEntities = (tx: TenantTx) =>
  tx.all(
    db
      .selectFrom('tenant.legal_entities')
      .select(['id', 'name'])
      .where('organization_id', '=', tx.organization.id)
      .orderBy('created_at'),
  )
