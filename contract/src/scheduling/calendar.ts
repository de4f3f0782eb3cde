import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { slug } from '../kit/text.ts'
import { date } from '../kit/time.ts'
import { appointment } from './appointments.ts'

export const calendar = z
  .object({
    clinic: z.object({ id, name: z.string(), timeZone: z.string() }),
    from: z.string(),
    to: z.string(),
    practitioners: z.array(z.object({ id, displayName: z.string(), profession: z.string(), hue: z.int() })),
    rooms: z.array(z.object({ id, name: z.string(), capacity: z.int() })),
    /** Stretches in which a practitioner works here, as instants. */
    working: z.array(z.object({ practitionerId: id, startsAt: z.string(), endsAt: z.string() })),
    open: z.array(z.object({ startsAt: z.string(), endsAt: z.string() })),
    appointments: z.array(appointment),
    /** Where a practitioner is not available: at another clinic of the organization, named where the caller may know it, else never why or where. */
    notAvailable: z.array(
      z.object({
        practitionerId: id,
        startsAt: z.string(),
        endsAt: z.string(),
        /** Minutes kept free around it. */
        bufferBefore: z.int(),
        bufferAfter: z.int(),
        clinic: z.string().optional(),
      }),
    ),
    position: z.string(),
  })
  .meta({ id: 'Calendar' })

export type Calendar = z.infer<typeof calendar>

export const calendarRoutes = {
  get: operation({
    method: 'GET',
    path: '/organizations/{organization}/calendar',
    summary: 'A clinic’s calendar, 1 to 7 days from a date in the clinic’s zone',
    permission: 'appointments.read',
    params: { organization: slug },
    query: {
      clinicId: id,
      from: date,
      days: z.coerce.number().int().min(1).max(7).optional(),
      /** Appointments that were cancelled are left out unless told; their time is free. */
      cancelled: z.enum(['no', 'included']).optional(),
    },
    output: calendar,
  }),
}
