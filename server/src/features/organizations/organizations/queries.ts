import { db } from '../../../database.ts'
import type { ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { int, text, textOf, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

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
})

export type OrganizationRow = RowOf<typeof organizationRow>

export const findOrganization = (control: ControlTx, id: string) =>
  control.maybe(organizationRow`
    select id, slug, name, kind, country, currency, time_zone, plan, version from control.organizations where id = ${id}`)

export const listLegalEntities = (tx: TenantTx) =>
  tx.all(
    db
      .selectFrom('tenant.legal_entities')
      .select(['id', 'name'])
      .where('organization_id', '=', tx.organization.id)
      .orderBy('created_at'),
  )
