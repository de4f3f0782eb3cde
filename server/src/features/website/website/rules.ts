import { hour } from '@polyclinic/contract/kit/durations.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'

const kind = 'website-preview'

/** Seconds since the epoch at which a preview ends, and a proof of them: 4 and 16 bytes, base64url. */
export function previewToken(sealer: Sealer, now: number): { token: string; expiresAt: string } {
  const ends = Math.floor((now + hour) / 1000)
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(ends)
  const token = Buffer.concat([bytes, sealer.proof(kind, String(ends))]).toString('base64url')
  return { token, expiresAt: new Date(ends * 1000).toISOString() }
}

export function isPreview(sealer: Sealer, token: string, now: number): boolean {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 20) return false
  const ends = bytes.readUInt32BE()
  return sealer.proves(kind, String(ends), bytes.subarray(4)) && now < ends * 1000
}
