import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { subjects } from '../kit/live.ts'
import { operation } from '../kit/operation.ts'
import { slug } from '../kit/text.ts'

/** Ids only, none where all of a subject is to be read again: what it says is fetched through the ordinary operations, with the caller's rights. */
export const change = z
  .object({
    subject: z.lazy(() => z.enum(subjects())),
    ids: z.array(z.string()),
  })
  .meta({ id: 'Change' })

export type Change = z.infer<typeof change>

export const liveRoutes = {
  changes: operation({
    method: 'GET',
    path: '/organizations/{organization}/changes',
    summary: 'A stream of what changed, as server-sent events',
    permission: 'member',
    params: { organization: slug },
    /** The position to go on from; the stream's event ids are such positions. */
    query: {
      since: z
        .string()
        .regex(/^\d{1,15}-\d{1,9}$/)
        .optional(),
    },
    output: eventIterator(change),
  }),
}
