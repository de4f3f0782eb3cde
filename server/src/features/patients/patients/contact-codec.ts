import { contactOn } from '@polyclinic/contract/patients/front-page/contact-validity.ts'
import { json, type Codec } from '../../../kit/crypto/sealed.ts'
import type { Contact } from '../search/rules.ts'
import { dayAt } from './rules.ts'

const kept = json<Contact>()

/** Read as it holds on the day of reading: whoever asks for a phone gets the one that is valid. */
export const contactCodec: Codec<Contact> = {
  write: ({ others, ...contact }) => kept.write({ ...contact, ...(others?.length && { others }) }),
  read: (written) => contactOn(kept.read(written), dayAt(Date.now())),
}

/** What a change makes of a contact: what it does not speak of stays as long as what it belongs to does. */
export function contactAfter(before: Contact | null | undefined, given: Contact | null): Contact | null {
  if (given === null || !before) return given
  const { about = {}, others } = before
  const stays = (['email', 'phone', 'address'] as const).filter((kind) =>
    kind === 'address'
      ? JSON.stringify(given.address) === JSON.stringify(before.address)
      : given[kind] !== undefined && given[kind] === before[kind],
  )
  const kept = Object.fromEntries(stays.flatMap((kind) => (about[kind] ? [[kind, about[kind]]] : [])))
  return {
    ...(Object.keys(kept).length > 0 && { about: kept }),
    ...(others && { others }),
    ...given,
  }
}
