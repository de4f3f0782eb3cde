import type { Sealer } from '../../../kit/crypto/seal.ts'

const bytesOf = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex')

/** Appointment and proof in one: 16 bytes of each, base64url, 43 characters. */
export const appointmentToken = (sealer: Sealer, appointmentId: string): string =>
  Buffer.concat([bytesOf(appointmentId), sealer.proof('visit-link', appointmentId)]).toString('base64url')

export function appointmentOf(sealer: Sealer, token: string): string | undefined {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 32) return undefined
  const id = bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return sealer.proves('visit-link', id, bytes.subarray(16)) ? id : undefined
}
