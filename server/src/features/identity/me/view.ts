import type { Me } from '@polyclinic/contract/identity/me.ts'
import { builtInRoles, type BuiltInRole } from '@polyclinic/contract/kit/permission.ts'
import type { AccountRow } from './queries.ts'

export function meView(row: AccountRow, patients: Me['patients']): Me {
  return {
    account: {
      id: row.id,
      name: row.name,
      email: row.email,
      language: row.language,
      isPlatformAdministrator: row.is_platform_administrator,
    },
    memberships: (row.memberships ?? []).map(({ organization, role_key, role_name, permissions, clinic_ids }) => ({
      organization,
      role: { key: role_key, name: role_name ?? role_key },
      permissions: [
        ...(Object.hasOwn(builtInRoles, role_key) ? builtInRoles[role_key as BuiltInRole] : (permissions ?? [])),
      ],
      ...(clinic_ids && { clinicIds: clinic_ids }),
    })),
    patients,
    consentsAsked: (row.consents_asked ?? []).map((organization) => ({ organization })),
  }
}
