import { sql } from 'kysely'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { nullable, text, texts } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

const knownRoleRow = shape({
  key: text,
  name: text,
  based_on: nullable(text),
  permissions: texts,
  known_permissions: texts,
})

export type KnownRoleRow = RowOf<typeof knownRoleRow>

const knownRoles = (organizationId: string) =>
  sql`select ${knownRoleRow.of('r')} from control.roles r where r.organization_id = ${organizationId} order by r.name, r.key`

export const listKnownRoles = (control: ControlTx, organizationId: string) =>
  control.all(knownRoleRow`${knownRoles(organizationId)}`)

/** In one order, so that two who answer wait for each other. */
export const lockKnownRoles = (control: ControlTx, organizationId: string) =>
  control.all(knownRoleRow`${knownRoles(organizationId)} for update`)
