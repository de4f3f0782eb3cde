import { contract } from '@polyclinic/contract/contract.ts'
import { builtInRoleKeys, permissionsOf } from '@polyclinic/contract/kit/permission.ts'
import type { Role } from '@polyclinic/contract/organizations/roles.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import type { Access } from '../../../kit/http/gate.ts'
import { addRole, changeRole, isClinical, removeRole, requireGrantable } from './actions.ts'
import { countMembers, listCustomRoles, type RoleRow } from './queries.ts'

export const roleRoutes = {
  list: operation(contract.organizations.roles.list, {
    in: 'control',
    work: async ({ control, tenant, can }) => {
      const memberCounts = await countMembers(control, tenant.organizationId)
      const builtIn = builtInRoleKeys.map((key): Role => {
        const fixed = { allowed: false, reason: 'built-in' }
        return {
          key,
          name: key,
          isBuiltIn: true,
          basedOn: null,
          isClinical: isClinical(key),
          permissions: permissionsOf(key),
          memberCount: memberCounts.get(key) ?? 0,
          version: 1,
          abilities: { update: fixed, remove: fixed },
        }
      })
      return {
        items: [
          ...builtIn,
          ...(await listCustomRoles(control, tenant.organizationId)).map((row) => roleView(row, can('roles.manage'))),
        ],
      }
    },
  }),

  create: operation(contract.organizations.roles.create, {
    in: 'control',
    work: async ({ control, tenant, input, access }) => {
      requireOwnTicks(access, input.body.permissions)
      if (!input.body.permissions)
        await requireGrantable(control, access, input.body.copyOf, (...why) => refuseField('copyOf', ...why))
      return roleView(await addRole(control, tenant.organizationId, input.body), true)
    },
  }),

  update: operation(contract.organizations.roles.update, {
    in: 'control',
    work: async ({ control, tenant, input, expectedVersion, access }) => {
      requireOwnTicks(access, input.body.permissions)
      return roleView(
        await changeRole(
          control,
          { organizationId: tenant.organizationId, key: input.params.role, expectedVersion },
          input.body,
        ),
        true,
      )
    },
  }),

  remove: operation(contract.organizations.roles.remove, {
    in: 'control',
    work: async ({ control, tenant, input, expectedVersion }) => {
      await removeRole(control, { organizationId: tenant.organizationId, key: input.params.role, expectedVersion })
      return { key: input.params.role }
    },
  }),
}

function requireOwnTicks(access: Access, permissions: string[] | undefined): void {
  const beyond = permissions?.find((permission) => !access.rights?.permissions.has(permission))
  if (beyond) throw refuse('not-allowed', { permission: beyond })
}

function roleView(row: RoleRow, mayManage: boolean): Role {
  const update = mayManage ? { allowed: true } : { allowed: false, reason: 'not-allowed' }
  return {
    key: row.key,
    name: row.name,
    isBuiltIn: false,
    basedOn: row.based_on,
    isClinical: row.is_clinical,
    permissions: row.permissions,
    memberCount: row.member_count,
    version: row.version,
    abilities: { update, remove: mayManage && row.member_count > 0 ? { allowed: false, reason: 'in-use' } : update },
  }
}
