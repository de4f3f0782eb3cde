import { z } from 'zod'
import { wrong } from '../../kit/problem.ts'
import { email, phone, text } from '../../kit/text.ts'
import { date } from '../../kit/time.ts'
import { address } from '../../organizations/clinics.ts'
import { contactLabels } from './contact-validity.ts'

const aboutFields = {
  label: z.enum(contactLabels).optional(),
  ownLabel: text(40).optional(),
  /** First and last day on which it holds; always, where neither is known. */
  from: date.optional(),
  until: date.optional(),
}

const endsFirst = { ...wrong('ends before it begins', 'ends-first'), path: ['until'] }

export const isInOrder = ({ from, until }: { from?: string | undefined; until?: string | undefined }) =>
  !from || !until || from <= until

const about = z.strictObject(aboutFields).refine(isInOrder, endsFirst).meta({ id: 'AboutContact' })

/** `doNotUse`: why nobody may be reached that way. */
const otherFields = { ...aboutFields, doNotUse: text(200).optional() }

const otherContact = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('phone'), value: phone, ...otherFields }),
    z.strictObject({ kind: z.literal('email'), value: email, ...otherFields }),
    z.strictObject({ kind: z.literal('address'), address, ...otherFields }),
  ])
  .refine(isInOrder, endsFirst)
  .meta({ id: 'OtherContact' })

/**
 * How somebody is reached. `phone`, `email` and `address` are what is preferred today; `about` says what each of them is, and
 * from when until when. A change that leaves out `others` leaves them as they are.
 */
export const contact = z
  .strictObject({
    email: email.optional(),
    phone: phone.optional(),
    address: address.optional(),
    about: z.strictObject({ email: about.optional(), phone: about.optional(), address: about.optional() }).optional(),
    others: z.array(otherContact).max(20).optional(),
  })
  .meta({ id: 'Contact' })
