import { z } from 'zod'

/** Why a message was not delivered; the last two may pass by themselves. */
export const undelivered = z.enum([
  'no-such-address',
  'mailbox-full',
  'refused',
  'unknown-outcome',
  'try-later',
  'unreachable',
])

export type Undelivered = z.infer<typeof undelivered>
