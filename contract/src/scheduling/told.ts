import { z } from 'zod'

export const noticeKinds = ['booked', 'moved', 'lengthened', 'handed-over', 'cancelled', 'restored'] as const

export type NoticeKind = (typeof noticeKinds)[number]

/**
 * Who learns of a change by e-mail, decided when it is made. Addresses are shortened to what a desk needs to say them
 * apart: `m…@example.org`.
 */
export const told = z
  .discriminatedUnion('state', [
    z.object({
      state: z.literal('will-be-told'),
      notice: z.enum(noticeKinds),
      to: z.array(z.object({ name: z.string(), email: z.string() })),
      /** Until then it can be taken back at no cost. */
      afterSeconds: z.int(),
    }),
    z.object({
      state: z.literal('not-told'),
      /** `nothing-new`: they know already, or will never have known. `over`: the appointment lies behind them. `deceased`: a death ends every word. `withheld`: none is sent about this patient. */
      reason: z.enum(['not-wished', 'no-email', 'nothing-new', 'over', 'deceased', 'withheld']),
      call: z.object({ name: z.string(), phone: z.string() }).optional(),
    }),
  ])
  .meta({ id: 'Told' })

export type Told = z.infer<typeof told>
