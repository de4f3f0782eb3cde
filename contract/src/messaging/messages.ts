import { z } from 'zod'
import { undelivered } from '../kit/delivery.ts'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { slug } from '../kit/text.ts'
import { channels } from './channels.ts'

export const message = z
  .object({
    id,
    channel: z.enum(channels),
    template: z.string(),
    to: z.string(),
    state: z.enum(['waiting', 'sending', 'sent', 'failed', 'withdrawn']),
    /** The mail server's own words. */
    failure: z.string().optional(),
    failureReason: undelivered.optional(),
    appointmentId: id.optional(),
    sendAfter: z.string(),
    sentAt: z.string().optional(),
  })
  .meta({ id: 'Message' })

export type Message = z.infer<typeof message>

export const messageRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/messages',
    summary: 'Messages to patients and guardians, newest first',
    permission: 'messages.read',
    params: { organization: slug },
    query: {
      ...pageQuery,
      appointmentId: id.optional(),
      /** Those that failed and were not made up for by a later one. */
      state: z.enum(['failed']).optional(),
    },
    output: pageOf(message),
  }),
}
