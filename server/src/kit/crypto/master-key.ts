import { hkdfSync, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { codeOf } from '../thrown.ts'

/** The key that wraps every organization's keys. 32 bytes, base64; it never leaves the process. */
export interface MasterKey {
  /** By itself: what wraps, and the passwords of roles. Everything else by the first master key, which this one wraps. */
  derive(purpose: string): Buffer
  adopt(first: Buffer): void
  readonly secret: Buffer
  readonly previous?: MasterKey
}

const isOwn = (purpose: string) => purpose === 'wrap' || purpose.startsWith('role-')

export function masterKeyFrom(secret: Buffer, previousSecret?: Buffer): MasterKey {
  const derived = new Map<string, Buffer>()
  const previous = previousSecret && masterKeyFrom(previousSecret)
  let first = previousSecret ?? secret
  return {
    secret,
    ...(previous && { previous }),
    derive(purpose) {
      let key = derived.get(purpose)
      if (!key) {
        key = Buffer.from(hkdfSync('sha256', isOwn(purpose) ? secret : first, 'polyclinic', purpose, 32))
        derived.set(purpose, key)
      }
      return key
    },
    adopt(read) {
      first = read
      derived.clear()
    },
  }
}

interface Source {
  configured?: string
  previous?: string
  dataDir: string
  mayCreate: boolean
}

/** The configured key or the one in the data folder, made there (0600) on first start where making is allowed. */
export function loadMasterKey(source: Source): MasterKey {
  const { configured, previous, dataDir, mayCreate } = source
  const before = previous ? decoded(previous, 'MASTER_KEY_PREVIOUS') : undefined
  if (configured) return masterKeyFrom(decoded(configured, 'MASTER_KEY'), before)
  const file = path.join(dataDir, 'master.key')
  try {
    return masterKeyFrom(decoded(readFileSync(file, 'utf8').trim(), file), before)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
  if (!mayCreate) {
    throw new Error(
      'MASTER_KEY is required along with DATABASE_URL: 32 random bytes in base64, kept apart from the database',
    )
  }
  writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' })
  return loadMasterKey({ ...source, mayCreate: false })
}

function decoded(value: string, source: string): Buffer {
  const key = Buffer.from(value, 'base64')
  if (key.length !== 32) throw new Error(`${source} does not hold 32 bytes in base64`)
  return key
}
