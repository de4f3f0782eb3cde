import { hkdfSync, randomBytes } from 'node:crypto'
import { decrypt, encrypt } from './cipher.ts'
import type { MasterKey } from './master-key.ts'

/** What a key is for: columns, what is searched for, links in mails, the chain of the audit. */
export const keyPurposes = ['seal', 'token', 'link', 'audit'] as const

export type KeyPurpose = (typeof keyPurposes)[number]

/** One key of an organization, wrapped by the master key. Numbers count from 1 for each purpose. */
export interface RingKey {
  purpose: KeyPurpose
  number: number
  wrapped: Buffer
}

/** All keys of an organization that open or find anything. */
export type Ring = readonly RingKey[]

/** The keys of an organization, opened when they are first asked for. */
export interface OpenRing {
  /** The newest number of a purpose. */
  newest(purpose: KeyPurpose): number
  /** From the newest to the oldest. */
  numbers(purpose: KeyPurpose): readonly number[]
  key(purpose: KeyPurpose, number: number): Buffer
}

// the first key was wrapped before there were others
const wrapping = (organizationId: string, purpose: KeyPurpose, number: number) =>
  purpose === 'seal' && number === 1
    ? `organization-key|${organizationId}`
    : `organization-key|${organizationId}|${purpose}|${number}`

const derived = (first: Buffer, organizationId: string, purpose: KeyPurpose) =>
  // links were proved by the key of searches
  Buffer.from(hkdfSync('sha256', first, organizationId, purpose === 'audit' ? 'audit' : 'search-tokens', 32))

export const wrapKey = (
  master: MasterKey,
  organizationId: string,
  { purpose, number, key }: { purpose: KeyPurpose; number: number; key: Buffer },
): RingKey => ({
  purpose,
  number,
  wrapped: encrypt(master.derive('wrap'), wrapping(organizationId, purpose, number), key),
})

export const newKey = (master: MasterKey, organizationId: string, purpose: KeyPurpose, number: number): RingKey =>
  wrapKey(master, organizationId, { purpose, number, key: randomBytes(32) })

/** By the master key, or by the one of before as long as that is known. */
function unwrapKey(master: MasterKey, organizationId: string, { purpose, number, wrapped }: RingKey): Buffer {
  const place = wrapping(organizationId, purpose, number)
  try {
    return decrypt(master.derive('wrap'), place, wrapped)
  } catch (error) {
    if (!master.previous) throw error
    return decrypt(master.previous.derive('wrap'), place, wrapped)
  }
}

/** The same key by today's master key; undefined where it is wrapped by that already. */
export function rewrapKey(master: MasterKey, organizationId: string, key: RingKey): Buffer | undefined {
  const opened = unwrapKey(master, organizationId, key)
  const place = wrapping(organizationId, key.purpose, key.number)
  try {
    decrypt(master.derive('wrap'), place, key.wrapped)
    return undefined
  } catch {
    return encrypt(master.derive('wrap'), place, opened)
  }
}

const openRings = new WeakMap<Ring, { master: MasterKey; open: OpenRing }>()

/** Opened keys are kept as long as the ring that they are of: it comes with the entrance and is forgotten with it. */
export function openRing(master: MasterKey, organizationId: string, ring: Ring): OpenRing {
  const known = openRings.get(ring)
  if (known?.master === master) return known.open
  const open = openAnew(master, organizationId, ring)
  openRings.set(ring, { master, open })
  return open
}

function openAnew(master: MasterKey, organizationId: string, ring: Ring): OpenRing {
  const opened = new Map<string, Buffer>()
  const sorted = new Map<KeyPurpose, number[]>()
  const keysOf = (purpose: KeyPurpose) => ring.filter((each) => each.purpose === purpose)
  function numbers(purpose: KeyPurpose): number[] {
    let found = sorted.get(purpose)
    if (!found) {
      const all = keysOf(purpose).map(({ number }) => number)
      found = all.length === 0 ? [1] : all.toSorted((one, other) => other - one)
      sorted.set(purpose, found)
    }
    return found
  }
  function key(purpose: KeyPurpose, number: number): Buffer {
    const name = `${purpose}|${number}`
    let found = opened.get(name)
    if (!found) opened.set(name, (found = unwrapped(purpose, number)))
    return found
  }
  function unwrapped(purpose: KeyPurpose, number: number): Buffer {
    const wrapped = keysOf(purpose).find((each) => each.number === number)?.wrapped
    if (wrapped) return unwrapKey(master, organizationId, { purpose, number, wrapped })
    // an organization from before it had keys of its own for this
    if (purpose !== 'seal' && number === 1) return derived(key('seal', 1), organizationId, purpose)
    throw new Error(`the organization ${organizationId} has no key ${number} for ${purpose}`)
  }
  return { newest: (purpose) => numbers(purpose)[0] ?? 1, numbers, key }
}

/** The keys that a ring has only by derivation, to be written down: each then stands for itself. */
export function derivedKeys(master: MasterKey, organizationId: string, ring: Ring): RingKey[] {
  const open = openRing(master, organizationId, ring)
  return keyPurposes
    .filter((purpose) => !ring.some((each) => each.purpose === purpose))
    .map((purpose) => wrapKey(master, organizationId, { purpose, number: 1, key: open.key(purpose, 1) }))
}

/** The first keys of an organization, one of each purpose. */
export function newRing(master: MasterKey, organizationId: string): Ring {
  const first = [newKey(master, organizationId, 'seal', 1)]
  return [...first, ...derivedKeys(master, organizationId, first)]
}
