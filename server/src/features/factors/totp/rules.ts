import { createHmac, timingSafeEqual } from 'node:crypto'

/** Seconds of a time step (RFC 6238 §4.1). */
const period = 30
const digits = 6
/** Steps before and after the current one that pass: clocks differ and typing takes time (RFC 6238 §5.2). */
const tolerance = 1

/** RFC 4648 §6. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

export function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

export function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** The time step at a moment in seconds since 1970. */
export const stepAt = (seconds: number) => Math.floor(seconds / period)

/** The code of a time step: HOTP with SHA-1 (RFC 4226 §5.3). */
export function codeOf(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 0x0f
  const number = mac.readUInt32BE(offset) & 0x7f_ff_ff_ff
  return String(number % 10 ** digits).padStart(digits, '0')
}

/** The time steps around a moment whose code this is, newest first; all are looked at, however early one fits. */
export function stepsOf(secret: Buffer, code: string, seconds: number): number[] {
  const given = Buffer.from(code)
  const current = stepAt(seconds)
  const stepsAround = Array.from({ length: 2 * tolerance + 1 }, (_, index) => current + tolerance - index)
  return stepsAround.filter((step) => {
    const expected = Buffer.from(codeOf(secret, step))
    return expected.length === given.length && timingSafeEqual(expected, given)
  })
}

/** What authenticator apps read from a QR code (Key Uri Format); the name tells several accounts apart. */
export function keyUri(issuer: string, name: string, secret: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(name)}`
  const parameters = Object.entries({
    secret,
    issuer,
    algorithm: 'SHA1',
    digits: String(digits),
    period: String(period),
  })
  return `otpauth://totp/${label}?${parameters.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&')}`
}
