import pg from 'pg'
import type { MasterKey } from '../crypto/master-key.ts'
import { rolePassword, type RoleKind } from '../db/roles.ts'
import { codeOf } from '../thrown.ts'

/**
 * How a role signs in: by the password that the master key gives it. While the installation is taken from one master key
 * to the next, each connection asks the server which of the two it is.
 */
export function withPassword(config: pg.ClientConfig, master: MasterKey, kind: RoleKind): pg.ClientConfig {
  const today = rolePassword(master, kind)
  const { previous } = master
  if (!previous) return { ...config, password: today }
  const password = async () =>
    (await isRefused({ ...config, password: today })) ? rolePassword(previous, kind) : today
  return { ...config, password }
}

async function isRefused(config: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: 15_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.end()
    return false
  } catch (error) {
    return codeOf(error) === '28P01'
  }
}
