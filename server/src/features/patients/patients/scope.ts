import { z } from 'zod'
import { id } from '@polyclinic/contract/kit/ids.ts'
import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { PatientScope } from './queries.ts'

/** What limits which patients the caller sees; absent: all patients. Programs and previews without the right for it have no emergencies. */
export function scopeOf({ clinicIds, can, accountId }: Caller): PatientScope {
  if (!clinicIds || can('patients.all-clinics')) return undefined
  return { clinicIds, ...(can('patients.emergency') && { emergencyOf: accountId }) }
}

interface Caller {
  clinicIds?: readonly string[]
  accountId: string
  can(permission: Permission): boolean
}

export const nameKey = z
  .string()
  .max(1000)
  .regex(/^[\p{L}\p{N} ]*$/u)

/** A cursor in the order of names: a folded name, which holds letters, digits and spaces, and an id. */
export const namePosition = z.tuple([nameKey, id])
