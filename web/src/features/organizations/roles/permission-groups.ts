import { permissions, type Permission } from '@polyclinic/contract/kit/permission.ts'

/** Permissions by what they are about, in the order of the catalogue: `appointments.read` stands under "appointments". */
export function groupsOf(held: readonly string[]): { group: string; members: Permission[] }[] {
  const groups = Object.groupBy(
    permissions().filter((one) => held.includes(one)),
    (permission) => permission.split('.')[0] ?? '',
  )
  return Object.entries(groups).map(([group, members = []]) => ({ group, members }))
}
