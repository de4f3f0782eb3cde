import { shownEmail } from '@polyclinic/contract/kit/reading/email.ts'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'

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
})

export function contactBody(values: ContactValues): Contact | undefined {
  const { email, phone, ...place } = trimmed(values)
  const address = withoutEmpty(place)
  const contact = { ...withoutEmpty({ email, phone }), ...(Object.keys(address).length > 0 && { address }) }
  return Object.keys(contact).length > 0 ? contact : undefined
}

const trimmed = (values: ContactValues) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.trim()])) as ContactValues

export const withoutEmpty = <T extends Record<string, string>>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')) as Partial<T>
