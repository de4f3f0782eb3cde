import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { MasterKey } from './master-key.ts'

/** Where a sealed value lives: part of the additional data, so that a value moved elsewhere does not open. */
export interface SealedPlace {
  table: string
  row: string
  column: string
}

/** Encrypts and hashes with one organization's key. AES-256-GCM: version (1), nonce (12), tag (16), ciphertext. */
export interface Sealer {
  seal(place: SealedPlace, value: string): Buffer
  open(place: SealedPlace, sealed: Buffer): string
  /** A keyed hash of 16 bytes: equal values find each other, nobody without the key can guess. */
  token(kind: string, value: string): Buffer
}

const version = 1

function encrypt(key: Buffer, additional: string, value: Buffer): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(additional))
  const body = Buffer.concat([cipher.update(value), cipher.final()])
  return Buffer.concat([Buffer.from([version]), nonce, cipher.getAuthTag(), body])
}

function decrypt(key: Buffer, additional: string, sealed: Buffer): Buffer {
  if (sealed[0] !== version) throw new Error(`unknown sealing version ${sealed[0]}`)
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13)).setAAD(Buffer.from(additional))
  decipher.setAuthTag(sealed.subarray(13, 29))
  return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()])
}

export function newOrganizationKey(master: MasterKey, organizationId: string): Buffer {
  return encrypt(master.derive('wrap'), `organization-key|${organizationId}`, randomBytes(32))
}

/** The sealer of an organization, from its wrapped key; a few microseconds, so nothing is kept between requests. */
export function sealerOf(master: MasterKey, organizationId: string, wrapped: Buffer): Sealer {
  const key = decrypt(master.derive('wrap'), `organization-key|${organizationId}`, wrapped)
  const tokenKey = Buffer.from(hkdfSync('sha256', key, organizationId, 'search-tokens', 32))
  const at = (place: SealedPlace) => `${organizationId}|${place.table}|${place.row}|${place.column}`
  return {
    seal: (place, value) => encrypt(key, at(place), Buffer.from(value)),
    open: (place, sealed) => decrypt(key, at(place), sealed).toString(),
    token: (kind, value) => createHmac('sha256', tokenKey).update(`${kind}|${value}`).digest().subarray(0, 16),
  }
}

/** Seals what belongs to the platform rather than to an organization: database addresses, account mails. */
export const sealForPlatform = (master: MasterKey, purpose: string, value: string) =>
  encrypt(master.derive('platform'), purpose, Buffer.from(value))

export const openForPlatform = (master: MasterKey, purpose: string, sealed: Buffer) =>
  decrypt(master.derive('platform'), purpose, sealed).toString()
