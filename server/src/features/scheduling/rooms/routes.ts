import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { requireOn } from '../../../kit/toggles/toggles.ts'
import { addRoom, changeRoom } from './actions.ts'
import { listRooms } from './queries.ts'
import { roomView } from './view.ts'

export const roomRoutes = {
  list: operation(contract.scheduling.rooms.list, async ({ tx, clinicIds }) => ({
    items: (await listRooms(tx, clinicIds)).map(roomView),
  })),

  create: operation(contract.scheduling.rooms.create, async ({ tx, tenant, access, accountId, input, clinicIds }) => {
    // the gate knows the caller, not the clinic
    const roleKey = access.rights?.roleKey
    requireOn(tenant, 'rooms', { accountId, roleKey, clinicIds: [input.body.clinicId] })
    return roomView(await addRoom(tx, input.body, clinicIds))
  }),

  update: operation(contract.scheduling.rooms.update, async ({ tx, input, clinicIds, expectedVersion }) =>
    roomView(await changeRoom(tx, { id: input.params.id, scope: clinicIds, expectedVersion }, input.body)),
  ),
}
