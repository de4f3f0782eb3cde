import type { Permission } from '@polyclinic/contract/kit/permission.ts'

/** Who decides on an erasure: what is left is a restricted record, and all clinics share the patient. */
export interface Eraser {
  can(permission: Permission): boolean
  /** Not scoped to clinics, or an owner. */
  seesAll: boolean
}

export const lackedByEraser = ({ can }: Eraser): Permission | undefined =>
  (['patients.erase', 'patients.restricted'] as const).find((permission) => !can(permission))

export function answerDenied(kind: 'correction' | 'erasure', eraser: Eraser): string | undefined {
  if (!eraser.can('patients.write') || (kind === 'erasure' && lackedByEraser(eraser))) return 'not-allowed'
  return kind === 'erasure' && !eraser.seesAll ? 'shared-by-clinics' : undefined
}

/** As the gate judges an operation that is for the whole organization. */
export const seesAll = ({
  clinicIds,
  access,
}: {
  clinicIds?: readonly string[]
  access: { rights?: { roleKey: string } }
}) => !clinicIds || access.rights?.roleKey === 'owner'
