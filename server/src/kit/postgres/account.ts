import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { StartupError } from './startup-error.ts'

/** Who runs PostgreSQL: `ids` are empty when it runs as the current user. */
export type ServerAccount = {
  ids: { uid: number; gid: number } | Record<string, never>
  /** False for a user id without an entry in the account database (usual in Kubernetes): initdb refuses such an id. */
  hasName: boolean
}

/**
 * PostgreSQL refuses to run as root. As root it therefore runs as the owner of the existing cluster, else as `postgres`, else as
 * `nobody`; otherwise as the current user.
 */
export function chooseAccount(clusterDir: string): ServerAccount {
  const owner = fs.statSync(clusterDir, { throwIfNoEntry: false })
  if (process.geteuid?.() !== 0) {
    if (owner && owner.uid !== process.geteuid?.()) {
      throw new StartupError(
        `the database in ${clusterDir} belongs to user id ${owner.uid}, not to you (${process.geteuid?.()}): ` +
          'start Polyclinic as that user or hand the data folder over with chown -R.',
      )
    }
    return { ids: {}, hasName: hasName() }
  }
  if (owner && owner.uid !== 0) return { ids: { uid: owner.uid, gid: owner.gid }, hasName: true }
  for (const name of ['postgres', 'nobody']) {
    const ids = idsOf(name)
    if (ids) return { ids, hasName: true }
  }
  throw new StartupError(
    'PostgreSQL does not run as root and this machine has neither a user "postgres" nor "nobody": start Polyclinic as an ordinary user.',
  )
}

/** Gives a folder and everything in it to the account; does nothing when PostgreSQL runs as the current user. */
export function giveTo({ ids }: ServerAccount, folder: string): void {
  if (ids.uid === undefined) return
  fs.lchownSync(folder, ids.uid, ids.gid)
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    fs.lchownSync(path.join(entry.parentPath, entry.name), ids.uid, ids.gid)
  }
}

/** Whether the account may traverse every folder down to `target` and read it: false below somebody else's 0700 folder. */
export function canReach({ ids }: ServerAccount, target: string): boolean {
  if (ids.uid === undefined) return true
  const real = fs.realpathSync(target)
  for (let at = real; ; at = path.dirname(at)) {
    const { uid, gid, mode } = fs.statSync(at)
    const granted = uid === ids.uid ? mode >> 6 : gid === ids.gid ? mode >> 3 : mode
    const needed = at === real ? 0o5 : 0o1
    if ((granted & needed) !== needed) return false
    if (at === path.dirname(at)) return true
  }
}

function idsOf(name: string): { uid: number; gid: number } | undefined {
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }))
    const ids = { uid: id('-u'), gid: id('-g') }
    return ids.uid > 0 ? ids : undefined
  } catch {
    return undefined
  }
}

function hasName(): boolean {
  try {
    os.userInfo()
    return true
  } catch {
    return false
  }
}
