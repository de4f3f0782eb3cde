import { z } from 'zod'
import { status } from './status.ts'
import { instant } from '../time.ts'

/** How an organization stands with the platform, and since when. The reason is what the platform's operator wrote. */
export const standing = z
  .object({
    status,
    since: instant,
    reason: z.string().optional(),
    /** It is being closed: until then it can be read and exported. */
    closesAt: instant.optional(),
  })
  .meta({ id: 'Standing' })

export type Standing = z.infer<typeof standing>
