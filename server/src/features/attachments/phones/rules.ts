import type { Sealer } from '../../../kit/crypto/seal.ts'
import { idIn } from '../../messaging/public.ts'

/** What is shown to a phone opens once; what it is given then sends pictures. Neither can be made of the other. */
export type PhonePower = 'open' | 'send'

const kindOf = (may: PhonePower) => `phone-link|${may}`

/**
 * The link's id and its proof in one: 16 bytes of each, base64url, 43 characters. No table has it; the answer that showed it
 * lies sealed with the key of that request for 48 hours.
 */
export const phoneToken = (sealer: Sealer, id: string, may: PhonePower): string =>
  Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), sealer.proof(kindOf(may), id)]).toString('base64url')

/** The link that a token proves, before anything is read; undefined for one of the other power as for none. */
export function phoneLinkIn(sealer: Sealer, token: string, may: PhonePower): string | undefined {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 32) return undefined
  const id = idIn(bytes)
  return sealer.proves(kindOf(may), id, bytes.subarray(16)) ? id : undefined
}

/** "N K": enough to see that it is the right one, too little to say who. */
export const initialsOf = (given: string, family: string | null): string =>
  [given, family ?? '']
    .map((name) => [...name.trim()][0]?.toLocaleUpperCase() ?? '')
    .filter((letter) => letter !== '')
    .join(' ')
