import { shownEmail } from '@polyclinic/contract/kit/reading/email.ts'
import { reachKinds, type ReachKind } from '@polyclinic/contract/patients/front-page/contact-validity.ts'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'

import {
  emptyOther,
  giveAbout,
  giveOther,
  holdAbout,
  holdOther,
  type AboutRow,
  type OtherRow,
} from './other-contacts.ts'

type Contact = NonNullable<Patient['contact']>

export type ContactValues = {
  email: string
  phone: string
  line1: string
  line2: string
  postalCode: string
  city: string
  state: string
  country: string
  /** What the preferred ones are; absent: nothing was said of them. */
  about: { [Kind in ReachKind]?: AboutRow }
  others: OtherRow[]
  /** Others are on file: a list without them is sent as well. */
  hadOthers: boolean
}

export const emptyContact: ContactValues = {
  email: '',
  phone: '',
  line1: '',
  line2: '',
  postalCode: '',
  city: '',
  state: '',
  country: '',
  about: {},
  others: [],
  hadOthers: false,
}

export const contactValues = (contact: Contact | undefined): ContactValues => ({
  email: shownEmail(contact?.email ?? ''),
  phone: contact?.phone ?? '',
  line1: contact?.address?.line1 ?? '',
  line2: contact?.address?.line2 ?? '',
  postalCode: contact?.address?.postalCode ?? '',
  city: contact?.address?.city ?? '',
  state: contact?.address?.state ?? '',
  country: contact?.address?.country ?? '',
  about: Object.fromEntries(
    Object.entries(contact?.about ?? {}).map(([kind, about]) => [kind, holdAbout(about)]),
  ) as ContactValues['about'],
  others: (contact?.others ?? []).map(holdOther),
  hadOthers: (contact?.others ?? []).length > 0,
})

export function contactBody(values: ContactValues): Contact | undefined {
  const rows = values.others
  const { email, phone } = trimmed({ email: values.email, phone: values.phone })
  const address = withoutEmpty(trimmed(placeOf(values)))
  const reached: Contact = { ...withoutEmpty({ email, phone }), ...(Object.keys(address).length > 0 && { address }) }
  const about = aboutOf(values, reached)
  const others = rows.map((row) => giveOther(row, withoutEmpty)).filter((other) => other !== undefined)
  const isNothing = Object.keys(reached).length === 0 && others.length === 0
  return isNothing ? undefined : { ...reached, ...(about && { about }), ...(hasMore(values) && { others }) }
}

/** Whoever has one contact of each kind, and always had, sends nothing of others. */
const hasMore = ({ others, hadOthers }: ContactValues) => others.length > 0 || hadOthers

/** Of what is left of the preferred ones. */
function aboutOf({ about }: ContactValues, reached: Contact): Contact['about'] {
  const said = reachKinds.flatMap((kind) => {
    const row = about[kind]
    return row && reached[kind] !== undefined ? [[kind, giveAbout(row)] as const] : []
  })
  return said.length > 0 ? Object.fromEntries(said) : undefined
}

const trimmed = <T extends Record<string, string>>(values: T) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.trim()])) as T

export const withoutEmpty = <T extends Record<string, string>>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')) as Partial<T>

export type Place = ReturnType<typeof placeOf>

export const placeOf = ({ line1, line2, postalCode, city, state, country }: ContactValues) => ({
  line1,
  line2,
  postalCode,
  city,
  state,
  country,
})

/** Whether the form holds a preferred one of a kind. */
export const isReached = (values: ContactValues, kind: ReachKind) =>
  kind === 'address' ? Object.values(placeOf(values)).some(Boolean) : values[kind] !== ''

/** One of the others becomes the one that is used first; what was so stands in its place. */
export function preferOther(values: ContactValues, at: number): ContactValues {
  const next = values.others[at]
  if (!next) return values
  const { kind, value, address, doNotUse: _, ...about } = next
  const before: OtherRow = {
    ...emptyOther(kind),
    ...values.about[kind],
    ...(kind === 'address' ? { address: placeOf(values) } : { value: values[kind] }),
  }
  const others = isReached(values, kind) ? values.others.with(at, before) : values.others.toSpliced(at, 1)
  return {
    ...values,
    ...(kind === 'address' ? address : { [kind]: value }),
    about: { ...values.about, [kind]: about },
    others,
  }
}
