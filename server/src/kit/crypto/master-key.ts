import { hkdfSync, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The key that wraps every organization's key. 32 bytes, base64; it never leaves the process. */
export interface MasterKey {
  derive(purpose: string): Buffer
}

export function masterKeyFrom(secret: Buffer): MasterKey {
  const derived = new Map<string, Buffer>()
  return {
    derive(purpose) {
      let key = derived.get(purpose)
      if (!key) derived.set(purpose, (key = Buffer.from(hkdfSync('sha256', secret, 'polyclinic', purpose, 32))))
      return key
    },
  }
}

/** The configured key or the one in the data folder, made there (0600) on first start where making is allowed. */
export function loadMasterKey(options: { configured?: string; dataDir: string; mayCreate: boolean }): MasterKey {
  if (options.configured) return masterKeyFrom(decoded(options.configured, 'MASTER_KEY'))
  const file = path.join(options.dataDir, 'master.key')
  try {
    return masterKeyFrom(decoded(readFileSync(file, 'utf8').trim(), file))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  if (!options.mayCreate) {
    throw new Error(
      'MASTER_KEY is required along with DATABASE_URL: 32 random bytes in base64, kept apart from the database',
    )
  }
  writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' })
  return loadMasterKey({ ...options, mayCreate: false })
}

function decoded(value: string, source: string): Buffer {
  const key = Buffer.from(value, 'base64')
  if (key.length !== 32) throw new Error(`${source} does not hold 32 bytes in base64`)
  return key
}
