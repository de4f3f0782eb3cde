import { z } from 'zod'
import { wrong } from '../../kit/problem.ts'
import { email, phone, text } from '../../kit/text.ts'
import { date } from '../../kit/time.ts'
import { address } from '../../organizations/clinics.ts'
import { readEmail } from '../../kit/reading/email.ts'
import { readPhone } from '../../kit/reading/phone.ts'
import { contactLabels, reachKinds, type ReachKind } from './contact-validity.ts'

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

type Other = { kind: ReachKind; value?: string | undefined; address?: unknown }

const readers = { phone: readPhone, email: readEmail }

/** As it is kept; undefined where the value is none of its kind. */
const kept = ({ kind, value = '' }: Other) => (kind === 'address' ? undefined : readers[kind](value))

/** A phone or an address of mail has a `value`, a place an `address`. `doNotUse`: why nobody may be reached that way. */
const otherContact = z
  .strictObject({
    kind: z.enum(reachKinds),
    value: text(400).optional(),
    address: address.optional(),
    ...aboutFields,
    doNotUse: text(200).optional(),
  })
  .overwrite((other) => ({ ...other, ...(kept(other) !== undefined && { value: kept(other) }) }))
  .refine(isInOrder, endsFirst)
  .refine((other) => other.kind !== 'phone' || kept(other) !== undefined, {
    ...wrong('needs 5 to 15 digits', 'phone'),
    path: ['value'],
  })
  .refine((other) => other.kind !== 'email' || kept(other) !== undefined, {
    ...wrong('is not an e-mail address', 'email'),
    path: ['value'],
  })
  .refine((other) => (other.kind === 'address') === (other.address !== undefined), {
    ...wrong('a place has an address, and nothing else has', 'required'),
    path: ['address'],
  })
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
