import { z } from 'zod'
import { looseText, name, note } from '../kit/text.ts'
import { country } from '../organizations/organizations.ts'

/** Who bills, as it stands on every bill that is written from now on. */
export const issuer = z.strictObject({
  name: name(200),
  /** The address, below the name. */
  lines: note(400),
  country,
  taxNumber: looseText(40),
  /** In thousandths: of recipients of the same country. */
  taxRate: z.int().min(0).max(500),
  /** Where and how to pay. */
  paymentDetails: note(500),
  prefix: z.string().regex(/^[A-Z]{1,6}$/),
})

export type Issuer = z.infer<typeof issuer>
