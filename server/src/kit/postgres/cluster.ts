import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { giveTo, type ServerAccount } from './account.ts'
import type { Binaries } from './binaries.ts'
import { StartupError } from './startup-error.ts'
import { codeOf } from '../thrown.ts'

// PostgreSQL needs nothing of ours, and the environment holds secrets.
export const serverEnvironment = { PATH: process.env['PATH'], LC_ALL: locale(), TZ: 'UTC' }

/**
 * How PostgreSQL names its data folder, started with that folder as its working directory: an unprivileged user cannot walk down
 * to a data folder below somebody else's 0700 folder (root's home), but it may stand there.
 */
export function standingIn(clusterDir: string): string {
  return process.platform === 'linux' && fs.existsSync('/proc/self/cwd') ? '/proc/self/cwd' : clusterDir
}

/** Makes the cluster unless it is there. It appears under its final name only when complete, so a killed start leaves nothing half. */
export function ensureCluster(clusterDir: string, binaries: Binaries, account: ServerAccount, durable: boolean): void {
  const versionFile = path.join(clusterDir, 'PG_VERSION')
  if (fs.existsSync(versionFile)) return checkVersion(clusterDir, fs.readFileSync(versionFile, 'utf8').trim(), binaries)
  if (fs.existsSync(clusterDir) && fs.readdirSync(clusterDir).length > 0) {
    throw new StartupError(
      `the folder ${clusterDir} is not empty but holds no database: move it away or set DATA_DIR to another folder.`,
    )
  }
  removeUnfinished(clusterDir)
  // a name of its own: what an earlier start left behind may still be written by its orphaned initdb
  const unfinished = `${clusterDir}.unfinished-${process.pid}`
  fs.mkdirSync(unfinished, { mode: 0o700 })
  giveTo(account, unfinished)
  initialize(unfinished, binaries, account, durable)
  fs.renameSync(unfinished, clusterDir)
}

function removeUnfinished(clusterDir: string): void {
  const prefix = `${path.basename(clusterDir)}.unfinished`
  for (const name of fs.readdirSync(path.dirname(clusterDir)).filter((each) => each.startsWith(prefix))) {
    try {
      fs.rmSync(path.join(path.dirname(clusterDir), name), { recursive: true, force: true })
    } catch (error) {
      if (!['ENOTEMPTY', 'EBUSY', 'EEXIST'].includes(codeOf(error) ?? '')) throw error
    }
  }
}

function checkVersion(clusterDir: string, version: string, { majorVersion }: Binaries): void {
  if (version === majorVersion) return
  throw new StartupError(
    `the database in ${clusterDir} was made by PostgreSQL ${version} but this Polyclinic brings ${majorVersion}; ` +
      'nothing was changed: start the older Polyclinic, or move the data with a backup.',
  )
}

function initialize(folder: string, binaries: Binaries, account: ServerAccount, durable: boolean): void {
  const options = ['-D', standingIn(folder), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-instructions']
  // The built-in collation does not change with the operating system's C library or ICU, so indexes outlive upgrades.
  options.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${locale()}`)
  if (!durable) options.push('--no-sync')
  // initdb insists on the name of its user id: where that has none, it runs in a user namespace that maps the id to nobody's.
  const [command, ...args] = account.hasName
    ? [binaries.initdb, ...options]
    : ['unshare', '--user', '--map-user=65534', '--map-group=65534', binaries.initdb, ...options]
  const { status, error, stderr } = spawnSync(command ?? '', args, {
    ...account.ids,
    cwd: folder,
    env: serverEnvironment,
    encoding: 'utf8',
  })
  if (status === 0) return
  fs.rmSync(folder, { recursive: true, force: true })
  const reason = error?.message ?? lastLine(stderr)
  throw new StartupError(
    account.hasName
      ? `the database could not be made in ${path.dirname(folder)}: ${reason}`
      : `the user id ${process.geteuid?.()} has no name on this machine, which PostgreSQL needs to make its database: ` +
          `add it to /etc/passwd or set DATABASE_URL (${reason}).`,
  )
}

export function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim())
  return lines.findLast((line) => /error|fatal|panic/i.test(line)) ?? lines.at(-1) ?? 'no reason given'
}

function locale(): string {
  return process.platform === 'darwin' ? 'C' : 'C.UTF-8'
}
