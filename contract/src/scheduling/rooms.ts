import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { name, slug } from '../kit/text.ts'

export const room = z
  .object({
    id,
    name: z.string(),
    clinicId: id,
    capacity: z.int(),
    archivedAt: z.string().optional(),
    version: z.int(),
  })
  .meta({ id: 'Room' })

const newRoom = z
  .strictObject({ name: name(80), clinicId: id, capacity: z.int().min(1).max(50).optional() })
  .meta({ id: 'NewRoom', examples: [{ name: 'Room 1', clinicId: '01980000-0000-7000-8000-000000000001' }] })

export type Room = z.infer<typeof room>

export const roomRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/rooms',
    summary: 'Rooms of the clinics that the caller works with',
    permission: 'member',
    params: { organization: slug },
    output: z.object({ items: z.array(room) }),
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/rooms',
    summary: 'Add a room',
    permission: 'schedule.manage',
    toggle: 'rooms',
    status: 201,
    params: { organization: slug },
    body: newRoom,
    output: room,
    errors: ['key-reused'],
  }),
  update: operation({
    method: 'PATCH',
    path: '/organizations/{organization}/rooms/{id}',
    summary: 'Rename a room or take it out of use',
    permission: 'schedule.manage',
    params: { organization: slug, id },
    body: z.strictObject({ name: name(80).optional(), archived: z.boolean().optional() }),
    output: room,
  }),
}
