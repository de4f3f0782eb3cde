import { placeOf, type ContactValues, type Place } from './contact-values.ts'

/** A contact as two versions of it are compared: each on its own. */
export type ContactParts = {
  email: string
  phone: string
  address: Place
  otherContacts: Pick<ContactValues, 'about' | 'others' | 'hadOthers'>
}

export function contactParts(contact: ContactValues): ContactParts {
  const { email, phone, about, others, hadOthers } = contact
  return { email, phone, address: placeOf(contact), otherContacts: { about, others, hadOthers } }
}

export const contactFrom = ({ email, phone, address, otherContacts }: ContactParts): ContactValues => ({
  email,
  phone,
  ...address,
  ...otherContacts,
})

export const otherContactLines = ({ others }: ContactParts['otherContacts']): string[] =>
  others.map(({ kind, value, address }) =>
    kind === 'address' ? Object.values(address).filter(Boolean).join(', ') : value,
  )
