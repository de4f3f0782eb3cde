import { contract } from '@polyclinic/contract/contract.ts'
import { requireVersion } from '../../../kit/db/versioned.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuseField } from '../../../kit/http/refusal.ts'
import { makeApiKey, revokeApiKey } from './actions.ts'
import { listApiKeys } from './queries.ts'
import { apiKeyView } from './view.ts'

export const apiKeyRoutes = {
  list: operation(contract.programs.apiKeys.list, {
    in: 'control',
    work: async ({ control, tenant }) => ({
      items: (await listApiKeys(control, tenant.organizationId)).map(apiKeyView),
    }),
  }),

  create: operation(contract.programs.apiKeys.create, {
    in: 'control',
    work: async ({ control, tenant, accountId, input, can }) => {
      const { name, permissions, days } = input.body
      const beyond = permissions.findIndex((permission) => !can(permission))
      if (beyond >= 0) throw refuseField(`permissions.${beyond}`, 'beyond-rights', 'is more than you may do yourself')
      const { row, key } = await makeApiKey(control, {
        organizationId: tenant.organizationId,
        createdBy: accountId,
        name,
        permissions,
        days,
      })
      return { ...apiKeyView(row), key }
    },
  }),

  revoke: operation(contract.programs.apiKeys.revoke, {
    in: 'control',
    work: async ({ control, tenant, input, expectedVersion, clinicIds }) => {
      // a key is never changed, so that its first version is its only one
      requireVersion(1, expectedVersion)
      return apiKeyView(await revokeApiKey(control, tenant.organizationId, input.params.id, clinicIds))
    },
  }),
}
