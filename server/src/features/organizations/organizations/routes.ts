import { contract } from '@polyclinic/contract/contract.ts'
import { newId } from '../../../kit/db/ids.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { changeOrganization, registerOrganization } from './actions.ts'
import { findOrganization, listLegalEntities } from './queries.ts'
import { organizationView } from './view.ts'

export const organizationRoutes = {
  create: operation(contract.organizations.organizations.create, {
    in: 'control',
    bind: () => ({ organizationId: newId() }),
    // its rows in its own database are written by the first request that enters it
    work: async ({ control, organizationId, platform, accountId, input }) => {
      await registerOrganization(control, platform.master, organizationId, accountId, input.body)
      return organizationView((await findOrganization(control, organizationId)) ?? missing(), [
        { id: organizationId, name: input.body.name },
      ])
    },
  }),

  get: operation(contract.organizations.organizations.get, async ({ tx, inControl: control }) => {
    const [row, entities] = await Promise.all([
      control('read', (controlTx) => findOrganization(controlTx, tx.organization.id)),
      listLegalEntities(tx),
    ])
    return organizationView(row ?? missing(), entities, tx.organization.region)
  }),

  update: operation(contract.organizations.organizations.update, {
    in: 'control',
    work: ({ control, input, tenant, expectedVersion }) =>
      changeOrganization(control, tenant.organizationId, expectedVersion, input.body),
    after: async ({ result, tenant, inTenant }) =>
      organizationView(result, await inTenant('read', listLegalEntities), tenant.region),
  }),
}

function missing(): never {
  throw refuse('not-found')
}
