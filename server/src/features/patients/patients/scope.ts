import { z } from 'zod'
import { id } from '@polyclinic/contract/kit/ids.ts'
import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { Among } from './queries.ts'

/** The clinics that limit which patients the caller sees; absent: all patients. */
export const amongOf = ({
  clinicIds,
  can,
}: {
  clinicIds?: readonly string[]
  can(permission: Permission): boolean
}): Among => (can('patients.all-clinics') ? undefined : clinicIds)

/** A cursor in the order of names: a folded name, which holds letters, digits and spaces, and an id. */
export const namePosition = z.tuple([
  z
    .string()
    .max(1000)
    .regex(/^[\p{L}\p{N} ]*$/u),
  id,
])
