import { execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { chooseAccount, giveTo } from '../../kit/postgres/account.ts'

/** The oldest version that we promise to run on, where Debian puts it. */
export const oldestBinaries = '/usr/lib/postgresql/15/bin'

/** A cluster of its own from somebody else's PostgreSQL, thrown away by `stop`. Undefined where it is not installed. */
export async function startOldestPostgres(): Promise<{ url: string; stop(): Promise<void> } | undefined> {
  if (!fs.existsSync(path.join(oldestBinaries, 'initdb'))) return undefined
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'polyclinic-oldest-'))
  const cluster = path.join(folder, 'data')
  fs.mkdirSync(cluster, { mode: 0o700 })
  const account = chooseAccount(path.join(folder, 'nobody-yet'))
  giveTo(account, folder)
  const env = { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', TZ: 'UTC' }
  const options = { ...account.ids, cwd: cluster, env }
  execFileSync(
    path.join(oldestBinaries, 'initdb'),
    ['-D', cluster, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...options, stdio: 'pipe' },
  )
  const settings = {
    listen_addresses: '',
    unix_socket_directories: cluster,
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    jit: 'off',
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(path.join(oldestBinaries, 'postgres'), ['-D', cluster, ...flags], {
    ...options,
    stdio: 'ignore',
  })
  const url = `postgres://postgres@localhost/postgres?host=${encodeURIComponent(cluster)}&port=5432`
  const stop = async () => {
    if (server.exitCode === null && server.signalCode === null) {
      const end = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGQUIT')
      await end
    }
    fs.rmSync(folder, { recursive: true, force: true })
  }
  try {
    await answers(url)
  } catch (error) {
    await stop()
    throw error
  }
  return { url, stop }
}

export async function answers(url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (tries > 100) throw error
      await wait(50)
    }
  }
}
