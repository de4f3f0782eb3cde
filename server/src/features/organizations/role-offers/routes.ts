import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import type { Access } from '../../../kit/http/gate.ts'
import { answerOffers } from './actions.ts'
import { listKnownRoles } from './queries.ts'
import { offersIn } from './view.ts'

export const roleOfferRoutes = {
  list: operation(contract.organizations.roleOffers.list, {
    in: 'control',
    work: async ({ control, tenant, access }) => ({
      items: offersIn(await listKnownRoles(control, tenant.organizationId), ownPermissions(access)),
    }),
  }),

  answer: operation(contract.organizations.roleOffers.answer, {
    in: 'control',
    work: async ({ control, tenant, input, access }) => {
      await answerOffers(control, tenant.organizationId, ownPermissions(access), input.body.answers)
      return { items: offersIn(await listKnownRoles(control, tenant.organizationId), ownPermissions(access)) }
    },
  }),
}

const ownPermissions = (access: Access): ReadonlySet<string> => access.rights?.permissions ?? new Set<string>()
