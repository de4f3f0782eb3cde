import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { slug } from '../kit/text.ts'

export const reach = z
  .object({
    /** Who would get an e-mail: the patient, else those who answer for it; addresses shortened, `m…@example.org`. */
    byEmail: z.array(z.object({ name: z.string(), email: z.string() })),
    /** Whatever is on file: no e-mail about this patient leaves. */
    isWithheld: z.literal(true).optional(),
    call: z.object({ name: z.string(), phone: z.string() }).optional(),
  })
  .meta({ id: 'Reach' })

export type Reach = z.infer<typeof reach>

export const reachRoutes = {
  get: operation({
    method: 'GET',
    path: '/organizations/{organization}/patients/{id}/reach',
    summary: 'Who would be told of a patient’s appointments by e-mail, and whom to call',
    permission: 'appointments.write',
    params: { organization: slug, id },
    output: reach,
  }),
}
