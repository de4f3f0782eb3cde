import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { slug } from '../kit/text.ts'
import { instant } from '../kit/time.ts'

export const slot = z
  .object({ startsAt: z.string(), endsAt: z.string(), practitionerId: id, roomId: id.optional() })
  .meta({
    id: 'Slot',
    examples: [
      {
        startsAt: '2027-03-01T09:00:00.000Z',
        endsAt: '2027-03-01T09:30:00.000Z',
        practitionerId: '01980000-0000-7000-8000-000000000002',
      },
    ],
  })

export type Slot = z.infer<typeof slot>

export const availabilityRoutes = {
  find: operation({
    method: 'GET',
    path: '/organizations/{organization}/availability',
    summary: 'Free times of a service at a clinic, at most 35 days at once',
    permission: 'appointments.read',
    params: { organization: slug },
    query: { serviceId: id, clinicId: id, practitionerId: id.optional(), from: instant, to: instant },
    output: z.object({ slots: z.array(slot) }),
  }),
}
