import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { chooseAccount, giveTo } from '../../kit/postgres/account.ts'
import type { MasterKey } from '../../kit/crypto/master-key.ts'
import { roleName, rolePassword } from '../../kit/db/roles.ts'
import { poolerUsers } from '../../kit/pools/pooler-users.ts'
import { answers } from './oldest-postgres.ts'

/** PgBouncer, where Debian puts it. */
export const poolerBinary = '/usr/sbin/pgbouncer'

interface Installation {
  rolePrefix: string
  master: MasterKey
}

/**
 * A PgBouncer in front of a cluster, which gives each transaction the session that comes first and lets in the
 * product's roles alone. `url` names no database: any of the cluster's can be asked for.
 */
export async function startPooler(
  cluster: string,
  { rolePrefix, master }: Installation,
): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'polyclinic-pooler-'))
  const account = chooseAccount(path.join(folder, 'nobody-yet'))
  const behind = new URL(cluster).searchParams
  const settings = {
    unix_socket_dir: folder,
    listen_port: '6432',
    auth_type: 'scram-sha-256',
    auth_file: path.join(folder, 'users'),
    pool_mode: 'transaction',
    // fewer sessions than clients, so that each serves several; more than the transactions that ask for another one
    default_pool_size: '20',
    max_client_conn: '1000',
    server_idle_timeout: '5',
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`)
  fs.writeFileSync(
    path.join(folder, 'pgbouncer.ini'),
    `[databases]\n* = host=/proc/self/cwd port=${behind.get('port')}\n[pgbouncer]\n${lines.join('\n')}\n`,
  )
  fs.writeFileSync(path.join(folder, 'users'), poolerUsers(rolePrefix, master))
  giveTo(account, folder)
  const pooler = spawn(poolerBinary, ['-q', path.join(folder, 'pgbouncer.ini')], {
    ...account.ids,
    // it may not be allowed to pass the folders above
    cwd: behind.get('host') ?? '/',
    stdio: 'ignore',
  })
  const end = new Promise((resolve) => pooler.once('exit', resolve))
  const stop = async () => {
    if (pooler.exitCode === null && pooler.signalCode === null) {
      pooler.kill('SIGTERM')
      await end
    }
    fs.rmSync(folder, { recursive: true, force: true })
  }
  const at = `?host=${encodeURIComponent(folder)}&port=6432`
  const [user, password] = [roleName(rolePrefix, 'app'), rolePassword(master, 'app')]
  try {
    await answers(`postgres://${user}:${password}@localhost/postgres${at}`)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: `postgres://localhost/${at}`, stop }
}
