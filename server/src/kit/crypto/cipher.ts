import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** AES-256-GCM as it lies in the database: format 1, nonce (12), tag (16), ciphertext. */
export const encrypt = (key: Buffer, additional: string, value: Buffer): Buffer =>
  Buffer.concat([Buffer.from([1]), ...encrypted(key, additional, value)])

export function decrypt(key: Buffer, additional: string, sealed: Buffer): Buffer {
  if (sealed[0] !== 1) throw new Error(`unknown sealing format ${sealed[0]}`)
  return decrypted(key, additional, sealed.subarray(1))
}

function encrypted(key: Buffer, additional: string, value: Buffer): Buffer[] {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(additional))
  const body = Buffer.concat([cipher.update(value), cipher.final()])
  return [nonce, cipher.getAuthTag(), body]
}

function decrypted(key: Buffer, additional: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(Buffer.from(additional))
  decipher.setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
}

/**
 * Sealed under a numbered key: format 1 under key 1, as before there were numbers; format 2 says the number in two bytes.
 * What key 1 seals stays readable for processes of the version before.
 */
export function encryptNumbered(number: number, key: Buffer, additional: string, value: Buffer): Buffer {
  if (number === 1) return encrypt(key, additional, value)
  const start = Buffer.from([2, number >> 8, number & 0xff])
  return Buffer.concat([start, ...encrypted(key, additional, value)])
}

export function decryptNumbered(keyOf: (number: number) => Buffer, additional: string, sealed: Buffer): Buffer {
  if (sealed[0] !== 2) return decrypt(keyOf(1), additional, sealed)
  return decrypted(keyOf(sealed.readUInt16BE(1)), additional, sealed.subarray(3))
}

export const keyNumberOf = (sealed: Buffer): number => (sealed[0] === 2 ? sealed.readUInt16BE(1) : 1)
