import type { Patient } from '@polyclinic/contract/patients/patients.ts'

type Contact = NonNullable<Patient['contact']>

/** A contact as a form holds it. */
export type ContactValues = {
  email: string
  phone: string
  line1: string
  line2: string
  postalCode: string
  city: string
  country: string
}

export const emptyContact: ContactValues = {
  email: '',
  phone: '',
  line1: '',
  line2: '',
  postalCode: '',
  city: '',
  country: '',
}

export const contactValues = (contact: Contact | undefined): ContactValues => ({
  email: contact?.email ?? '',
  phone: contact?.phone ?? '',
  line1: contact?.address?.line1 ?? '',
  line2: contact?.address?.line2 ?? '',
  postalCode: contact?.address?.postalCode ?? '',
  city: contact?.address?.city ?? '',
  country: contact?.address?.country ?? '',
})

/** What the API takes; nothing where nothing was filled in. */
export function contactBody(values: ContactValues): Contact | undefined {
  const { email, phone, line1, line2, postalCode, city, country } = trimmed(values)
  const address = filled({ line1, line2, postalCode, city, country })
  const contact = { ...filled({ email, phone }), ...(Object.keys(address).length > 0 && { address }) }
  return Object.keys(contact).length > 0 ? contact : undefined
}

/** An address as it is written on an envelope. */
export function addressLines(
  { line1, line2, postalCode, city, country }: Partial<Omit<ContactValues, 'email' | 'phone'>>,
  countryName: (code: string) => string,
) {
  return [line1, line2, [postalCode, city].filter(Boolean).join(' '), country && countryName(country)]
    .filter(Boolean)
    .join('\n')
}

const trimmed = (values: ContactValues) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.trim()])) as ContactValues

const filled = <T extends Record<string, string>>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')) as Partial<T>
