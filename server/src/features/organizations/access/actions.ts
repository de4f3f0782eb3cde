import { sql } from 'kysely'
import { builtInRoleKeys } from '@polyclinic/contract/kit/permission.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { justWritten } from '../../../kit/db/versioned.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import { listCustomRoles } from '../roles/queries.ts'
import { findPolicy, type PolicyRow } from './queries.ts'

export interface PolicyFields {
  secondFactorRoles: string[]
  idleMinutes: number | null
  absoluteHours: number | null
}

export async function requireKnownRoles(control: ControlTx, organizationId: string, keys: string[]): Promise<void> {
  const known = new Set<string>(builtInRoleKeys)
  if (keys.some((key) => !known.has(key)))
    for (const { key } of await listCustomRoles(control, organizationId)) known.add(key)
  const unknown = keys.findIndex((key) => !known.has(key))
  if (unknown >= 0) throw refuseField(`secondFactorRoles.${unknown}`, 'unknown', 'is not known here')
}

/** The row is made by the first change; before it, the version is 0. */
export async function changePolicy(
  control: ControlTx,
  which: { organizationId: string; expectedVersion?: number },
  { secondFactorRoles, idleMinutes, absoluteHours }: PolicyFields,
): Promise<PolicyRow> {
  const { organizationId, expectedVersion } = which
  const roles = [...new Set(secondFactorRoles)]
  const made =
    expectedVersion === undefined || expectedVersion === 0
      ? await control.run(sql`
          insert into control.security_policies (organization_id, second_factor_roles, idle_minutes, absolute_hours)
          values (${organizationId}, ${roles}::text[], ${idleMinutes}, ${absoluteHours}) on conflict do nothing`)
      : 0
  if (made === 0) {
    const changed = await control.run(sql`
      update control.security_policies set second_factor_roles = ${roles}::text[], idle_minutes = ${idleMinutes},
        absolute_hours = ${absoluteHours}
      where organization_id = ${organizationId} and (${expectedVersion ?? null}::int is null or version = ${expectedVersion ?? null}::int)`)
    if (changed === 0) throw refuse('stale')
  }
  return justWritten(findPolicy(control, organizationId))
}

/** An export is an act of its own: recorded with what it held, in the transaction that answers it. */
export const recordReviewExport = (control: ControlTx, organizationId: string, counts: Record<string, number>) =>
  control.run(sql`
    insert into control.audit_events (organization_id, action, subject, subject_id, after)
    values (${organizationId}, 'export', 'access-review', ${organizationId}, ${JSON.stringify(counts)})`)
