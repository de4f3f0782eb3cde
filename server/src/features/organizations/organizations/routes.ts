import { contract } from '@polyclinic/contract/contract.ts'
import { newId } from '../../../kit/db/ids.ts'
import { controlOperation, freeOperation, operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { openForPlatform, sealForPlatform } from '../../../kit/crypto/seal.ts'
import { inControl } from '../../../kit/db/tenant-tx.ts'
import { controlKeys, keyedRequest, once } from '../../../kit/http/idempotency.ts'
import { changeOrganization, registerOrganization } from './actions.ts'
import { findOrganization, listLegalEntities } from './queries.ts'
import { organizationView } from './view.ts'

export const organizationRoutes = {
  create: freeOperation(contract.organizations.organizations.create, async ({ platform, entry, accountId, input }) => {
    const organizationId = newId()
    const key = input.headers?.['idempotency-key']
    const sealing = {
      seal: (purpose: string, value: string) => sealForPlatform(platform.master, purpose, value),
      open: (purpose: string, sealed: Buffer) => openForPlatform(platform.master, purpose, sealed),
    }
    // the organization's rows in its own database are written by the first request that enters it
    return inControl(platform.door, entry.caller, { mode: 'write', organizationId }, (control) => {
      const register = async () => {
        await registerOrganization(control, platform.master, organizationId, accountId, input.body)
        return organizationView((await findOrganization(control, organizationId)) ?? missing(), [
          { id: organizationId, name: input.body.name },
        ])
      }
      return key
        ? once(control, controlKeys(sealing), keyedRequest(accountId, 'POST /organizations', key, input), register)
        : register()
    })
  }),

  get: operation(contract.organizations.organizations.get, async ({ tx, inControl: control }) => {
    const [row, entities] = await Promise.all([
      control('read', (controlTx) => findOrganization(controlTx, tx.organization.id)),
      listLegalEntities(tx),
    ])
    return organizationView(row ?? missing(), entities)
  }),

  update: controlOperation(
    contract.organizations.organizations.update,
    async ({ control, input, entrance, expectedVersion, inTenant }) => {
      const row = await changeOrganization(control, entrance.organizationId, expectedVersion, input.body)
      return organizationView(row, await inTenant('read', listLegalEntities))
    },
  ),
}

function missing(): never {
  throw refuse('not-found')
}
