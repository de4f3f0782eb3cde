import { z } from 'zod'
import { abilities } from '../kit/ability.ts'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { slug } from '../kit/text.ts'
import { told } from './told.ts'

/** A link that was given out for an appointment, by a mail or by the patient's own page; never what opens it. */
export const mailedLink = z
  .object({
    id,
    purpose: z.enum(['appointment']),
    state: z.enum(['open', 'expired', 'withdrawn']),
    createdAt: z.string(),
    expiresAt: z.string(),
    /** How often somebody confirmed or cancelled by it; looking is no use. */
    uses: z.int(),
    withdrawnAt: z.string().optional(),
    abilities: abilities('withdraw'),
  })
  .meta({ id: 'MailedLink' })

export type MailedLink = z.infer<typeof mailedLink>

const path = '/organizations/{organization}/appointments/{id}/links'

export const mailedLinkRoutes = {
  list: operation({
    method: 'GET',
    path,
    summary: 'Links to this appointment that were given out, newest first',
    permission: 'appointments.read',
    params: { organization: slug, id },
    output: z.object({ items: z.array(mailedLink), abilities: abilities('send') }),
  }),
  send: operation({
    method: 'POST',
    path,
    summary: 'Tell the patient or the guardians of this appointment anew, with a link in place of the withdrawn one',
    permission: 'appointments.write',
    status: 202,
    params: { organization: slug, id },
    output: z.object({ told }),
    errors: ['wrong-state', 'key-reused'],
  }),
  withdraw: operation({
    method: 'DELETE',
    path: `${path}/{linkId}`,
    summary: 'Withdraw a link, because the address was wrong: from this moment on it is like one that never was',
    permission: 'appointments.write',
    params: { organization: slug, id, linkId: id },
    output: mailedLink,
    errors: ['wrong-state'],
  }),
}
