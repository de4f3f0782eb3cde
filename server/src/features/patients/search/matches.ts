import type { Match } from '@polyclinic/contract/patients/matches.ts'
import { fold } from '@polyclinic/contract/kit/fold.ts'
import type { Contact, Wanted } from './rules.ts'

/** What is on file of whoever was found, in clear. */
interface Known {
  names: readonly string[]
  birthDate?: string | null
  microchip?: string
  contact?: Contact
  guardians?: readonly { name: string; contact?: Contact }[]
}

/** Why somebody was found: by a number, an address or a date before names, and by resembling names last. */
export function matchOf(known: Known, wanted: Wanted): Match {
  const contacts = [known.contact, ...(known.guardians ?? []).map(({ contact }) => contact)]
  const numbers = wanted.keys.filter(({ kind }) => kind === 'number').map(({ value }) => value)
  const address = wanted.keys.find(({ kind }) => kind === 'email')?.value
  const isNumber = (written: string | undefined) =>
    written !== undefined && numbers.some((number) => written.replaceAll(/[^\da-z]/gi, '').includes(number))
  const phone = contacts.find((contact) => isNumber(contact?.phone))?.phone
  if (phone) return { by: 'phone', text: phone }
  if (isNumber(known.microchip)) return { by: 'microchip', text: known.microchip }
  const email = address && contacts.find((contact) => contact?.email === address)?.email
  if (email) return { by: 'email', text: email }
  if (wanted.born && known.birthDate === wanted.born) return { by: 'birthDate', text: wanted.born }
  const isNamed = (names: readonly string[]) => {
    const folded = ` ${names.map(fold).join(' ')}`
    return wanted.names.every((part) => folded.includes(part))
  }
  return { by: isNamed(known.names) || !known.guardians?.length ? 'name' : 'guardian' }
}
