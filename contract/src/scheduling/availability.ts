import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { slug } from '../kit/text.ts'
import { instant } from '../kit/time.ts'

export const slot = z.object({ startsAt: z.string(), endsAt: z.string(), practitionerId: id, roomId: id.optional() })

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
