import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { addService, changeService } from './actions.ts'
import { findService, listServices } from './queries.ts'
import { serviceView } from './view.ts'

export const serviceRoutes = {
  list: operation(contract.scheduling.services.list, async ({ tx, clinicIds, can }) => ({
    items: (await listServices(tx, clinicIds)).map((row) => serviceView(row, can)),
  })),

  create: operation(contract.scheduling.services.create, async ({ tx, input, clinicIds, can }) =>
    serviceView(await addService(tx, input.body, clinicIds), can),
  ),

  get: operation(contract.scheduling.services.get, async ({ tx, input, clinicIds, can }) => {
    const row = await findService(tx, input.params.id, clinicIds)
    if (!row) throw refuse('not-found')
    return serviceView(row, can)
  }),

  update: operation(contract.scheduling.services.update, async ({ tx, input, clinicIds, expectedVersion, can }) =>
    serviceView(await changeService(tx, { id: input.params.id, scope: clinicIds, expectedVersion }, input.body), can),
  ),
}
