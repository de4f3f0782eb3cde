import { isBuiltInRole, permissionsOf, programPermissions } from '@polyclinic/contract/kit/permission.ts'
import { customRolePermissions, type Tenant } from '../db/tenant.ts'
import { inControl, type Caller } from '../db/tenant-tx.ts'
import type { Rights } from './rights.ts'
import type { Authenticated, Platform, ProgramBounds } from './platform.ts'
import { refuse } from './refusal.ts'
import type { CurrentRequest } from './request.ts'

/** A program may do what it was given and what the person behind it may do, no more. */
export function within(rights: Rights | undefined, bounds: ProgramBounds | undefined): Rights | undefined {
  if (!rights || !bounds) return rights
  return narrowed(
    rights,
    programPermissions().filter((permission) => bounds.permissions.includes(permission)),
  )
}

/** An organization can ask roles for a second factor. Programs were let in by somebody who had shown one. */
export const lacksSecondFactor = ({ membership }: Tenant, { session }: Authenticated): boolean =>
  Boolean(membership?.needsSecondFactor && session && !session.hasSecondFactor)

export function enforceSecondFactor(tenant: Tenant, who: Authenticated): void {
  if (lacksSecondFactor(tenant, who)) throw refuse('second-factor-needed')
}

/**
 * "View as": whoever manages roles can see the organization with the eyes of one, in requests that carry its key. What
 * the role lacks is refused as it would be for its holder; nothing can be changed.
 */
export async function enforcePreview(
  platform: Platform,
  { method, headers }: CurrentRequest,
  caller: Caller,
  tenant: Tenant,
  rights: Rights,
): Promise<Rights> {
  const role = headers['x-view-as']
  if (typeof role !== 'string') return rights
  if (!rights.permissions.has('roles.manage')) throw refuse('not-allowed', { permission: 'roles.manage' })
  if (method !== 'GET') throw refuse('preview-only')
  const ticks = isBuiltInRole(role)
    ? permissionsOf(role)
    : await inControl(
        platform.transactions,
        caller,
        { mode: 'read', organizationId: tenant.organizationId },
        (control) => customRolePermissions(control, tenant.organizationId, role),
      )
  if (!ticks) throw refuse('not-found')
  return { ...narrowed(rights, ticks), roleKey: role }
}

function narrowed(rights: Rights, ticks: readonly string[]): Rights {
  return { ...rights, permissions: new Set(ticks.filter((tick) => rights.permissions.has(tick))) }
}
