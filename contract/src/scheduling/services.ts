import { z } from 'zod'
import { abilities } from '../kit/ability.ts'
import { id } from '../kit/ids.ts'
import { price } from '../kit/money.ts'
import { operation } from '../kit/operation.ts'
import { name, slug } from '../kit/text.ts'

const minutes = (min: number, max: number) => z.int().min(min).max(max)

const fields = {
  name: name(120),
  /** Minutes, 5 to 720. */
  durationMinutes: minutes(5, 720),
  price: price.optional(),
  /** Minutes kept free before and after; between two appointments the larger of the two neighbours' counts. */
  bufferBefore: minutes(0, 120).optional(),
  bufferAfter: minutes(0, 120).optional(),
  /** One of the twelve calendar hues. */
  hue: z.int().min(1).max(12).optional(),
  /** Absent: given at every clinic, by every practitioner, without a room of its own. */
  clinicIds: z.array(id).max(200).optional(),
  practitionerIds: z.array(id).max(500).optional(),
  /** Any one of these rooms is taken along with the practitioner. */
  roomIds: z.array(id).max(200).optional(),
}

const newService = z.strictObject(fields).meta({
  id: 'NewService',
  examples: [{ name: 'Consultation', durationMinutes: 30, price: { amount: 4500, currency: 'EUR' }, bufferAfter: 5 }],
})

export const service = z
  .object({
    id,
    name: z.string(),
    durationMinutes: z.int(),
    price: price.optional(),
    bufferBefore: z.int(),
    bufferAfter: z.int(),
    hue: z.int(),
    clinicIds: z.array(id).optional(),
    practitionerIds: z.array(id).optional(),
    roomIds: z.array(id).optional(),
    archivedAt: z.string().optional(),
    version: z.int(),
    /** Where it is given at clinics beyond the caller's, `update` stands for all but their own part: whether it is given there, in which rooms. */
    abilities: abilities('update'),
  })
  .meta({ id: 'Service' })

export type Service = z.infer<typeof service>

const params = { organization: slug, id }

export const serviceRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/services',
    summary: 'What can be booked',
    permission: 'member',
    params: { organization: slug },
    output: z.object({ items: z.array(service) }),
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/services',
    summary: 'Add a service',
    permission: 'schedule.manage',
    status: 201,
    params: { organization: slug },
    body: newService,
    output: service,
    errors: ['key-reused'],
  }),
  get: operation({
    method: 'GET',
    path: '/organizations/{organization}/services/{id}',
    summary: 'A service',
    permission: 'member',
    params,
    output: service,
  }),
  update: operation({
    method: 'PATCH',
    path: '/organizations/{organization}/services/{id}',
    summary: 'Change a service; appointments that are booked keep what was booked',
    permission: 'schedule.manage',
    params,
    body: z.strictObject({
      ...fields,
      name: name(120).optional(),
      durationMinutes: minutes(5, 720).optional(),
      price: price.nullable().optional(),
      clinicIds: fields.clinicIds.unwrap().nullable().optional(),
      practitionerIds: fields.practitionerIds.unwrap().nullable().optional(),
      roomIds: fields.roomIds.unwrap().nullable().optional(),
      archived: z.boolean().optional(),
    }),
    output: service,
    errors: ['shared-by-clinics'],
  }),
}
