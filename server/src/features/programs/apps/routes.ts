import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuseField } from '../../../kit/http/refusal.ts'
import { mixesNative } from '../authorization-server/rules.ts'
import { letAppIn, shutAppOut } from './actions.ts'
import { listApps } from './queries.ts'
import { appView } from './view.ts'

export const appRoutes = {
  list: operation(contract.programs.apps.list, {
    in: 'control',
    work: async ({ control, tenant }) => ({
      items: (await listApps(control, tenant.organizationId)).map(appView),
    }),
  }),

  create: operation(contract.programs.apps.create, {
    in: 'control',
    work: async ({ control, tenant, input, can }) => {
      const { name, redirectUris, scopes, isConfidential } = input.body
      const beyond = scopes.findIndex((scope) => !can(scope))
      if (beyond >= 0) throw refuseField(`scopes.${beyond}`, 'beyond-rights', 'is more than you may do yourself')
      if (mixesNative(redirectUris, isConfidential))
        throw refuseField(
          'redirectUris',
          'redirect-mix',
          'an https address on this machine cannot stand beside those of a native app',
        )
      const { row, secret } = await letAppIn(control, {
        organizationId: tenant.organizationId,
        name,
        redirectUris,
        scopes,
        isConfidential,
      })
      return { ...appView(row), ...(secret && { secret }) }
    },
  }),

  remove: operation(contract.programs.apps.remove, {
    in: 'control',
    work: async ({ control, tenant, input, expectedVersion }) => {
      const { id } = input.params
      await shutAppOut(control, { organizationId: tenant.organizationId, id, expectedVersion })
      return { id }
    },
  }),
}
