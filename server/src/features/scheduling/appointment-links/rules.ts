import { day } from '@polyclinic/contract/kit/durations.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { idIn, linkIn, linkToken } from '../../messaging/public.ts'

/** Whoever may answer may also look; a calendar, which is shared, gets a link that shows. */
export type LinkPower = 'show' | 'answer'

/** What a mailed link proves: its row, or the appointment itself where it was mailed before links were rows. */
export interface ProvedLink {
  linkId?: string
  linkSubject?: string
  mayAnswer: boolean
}

const purpose = 'appointment'

export const appointmentToken = (sealer: Sealer, linkId: string, may: LinkPower): string =>
  linkToken(sealer, { purpose, may, id: linkId })

export function provedLink(sealer: Sealer, token: string, power: LinkPower): ProvedLink | undefined {
  const link = linkIn(sealer, token, { purpose, may: power === 'show' ? ['show', 'answer'] : ['answer'] })
  if (link) return { linkId: link.id, mayAnswer: link.may === 'answer' }
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 32) return undefined
  const appointmentId = idIn(bytes)
  // the database decides for which appointments this is still accepted
  return sealer.proves('visit-link', appointmentId, bytes.subarray(16))
    ? { linkSubject: appointmentId, mayAnswer: true }
    : undefined
}

/** Links work for 30 days after their appointment. */
export const linkExpiry = ({ ends_at }: { ends_at: string }): string =>
  new Date(Date.parse(ends_at) + 30 * day).toISOString()
