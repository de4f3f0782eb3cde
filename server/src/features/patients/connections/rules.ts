import { randomInt } from 'node:crypto'

/** Minutes for which a code works. */
export const minutesToConnect = 30
export const maxFailures = 5
/** Codes an hour to one contact, asked for by accounts; those that the clinic sends are counted apart. */
export const maxPerContact = 6
/** Codes an hour that one account asks for at one organization. */
export const maxPerAccount = 10

export const newCode = () => String(randomInt(1_000_000)).padStart(6, '0')

/** `ada@example.org` → `a•••@e•••.org`: enough to recognize, too little to write to. */
export function masked(email: string): string {
  const [name = '', domain = ''] = email.split('@')
  const end = domain.slice(domain.lastIndexOf('.'))
  return `${name.slice(0, 1)}•••@${domain.slice(0, 1)}•••${end}`
}
