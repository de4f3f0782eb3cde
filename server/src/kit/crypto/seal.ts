import { createHmac, timingSafeEqual } from 'node:crypto'
import { decrypt, decryptNumbered, encrypt, encryptNumbered, keyNumberOf } from './cipher.ts'
import type { MasterKey } from './master-key.ts'
import { openRing, type Ring } from './ring.ts'

/** Where a sealed value lives: part of the additional data, so that a value moved elsewhere does not open. */
export interface SealedPlace {
  table: string
  row: string
  column: string
}

/** Encrypts and hashes with one organization's keys: makes everything with the newest of them, opens and finds with any. */
export interface Sealer {
  seal(place: SealedPlace, value: string): Buffer
  open(place: SealedPlace, sealed: Buffer): string
  /** Whether a newer key has come since. */
  isBehind(sealed: Buffer): boolean
  /** A keyed hash of 16 bytes: equal values find each other, nobody without the key can guess. */
  token(kind: string, value: string): Buffer
  /** The same by each key that something may still be found by; the first is `token`. */
  tokens(kind: string, value: string): Buffer[]
  /** What a link in a mail proves to know, 16 bytes. */
  proof(kind: string, value: string): Buffer
  /** By any key that ever proved a link: links in mails cannot be made anew. */
  proves(kind: string, value: string, proof: Buffer): boolean
  /** The key of the audit's chain: the newest, or the one that a batch names. */
  auditKey(number?: number): { number: number; key: Buffer }
}

const hash = (key: Buffer, kind: string, value: string) =>
  createHmac('sha256', key).update(`${kind}|${value}`).digest().subarray(0, 16)

/** The sealer of an organization, from its wrapped keys; each is opened when it is needed. */
export function sealerOf(master: MasterKey, organizationId: string, ring: Ring): Sealer {
  const keys = openRing(master, organizationId, ring)
  const at = (place: SealedPlace) => `${organizationId}|${place.table}|${place.row}|${place.column}`
  const newest = (purpose: 'token' | 'link') => keys.key(purpose, keys.newest(purpose))
  return {
    seal(place, value) {
      const number = keys.newest('seal')
      return encryptNumbered(number, keys.key('seal', number), at(place), Buffer.from(value))
    },
    open: (place, sealed) => decryptNumbered((number) => keys.key('seal', number), at(place), sealed).toString(),
    isBehind: (sealed) => keyNumberOf(sealed) < keys.newest('seal'),
    token: (kind, value) => hash(newest('token'), kind, value),
    tokens: (kind, value) => keys.numbers('token').map((number) => hash(keys.key('token', number), kind, value)),
    auditKey: (number = keys.newest('audit')) => ({ number, key: keys.key('audit', number) }),
    proof: (kind, value) => hash(newest('link'), kind, value),
    proves: (kind, value, proof) =>
      proof.length === 16 &&
      keys.numbers('link').some((number) => timingSafeEqual(proof, hash(keys.key('link', number), kind, value))),
  }
}

/** Seals what belongs to the platform rather than to an organization: database addresses, account mails. */
export const sealForPlatform = (master: MasterKey, purpose: string, value: string) =>
  encrypt(master.derive('platform'), purpose, Buffer.from(value))

export const openForPlatform = (master: MasterKey, purpose: string, sealed: Buffer) =>
  decrypt(master.derive('platform'), purpose, sealed).toString()
