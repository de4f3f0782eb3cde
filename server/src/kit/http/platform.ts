import type { IncomingHttpHeaders } from 'node:http'
import type { Config } from '../config/config.ts'
import type { MasterKey } from '../crypto/master-key.ts'
import type { Databases } from '../db/databases.ts'
import type { Entrance } from '../db/entrance.ts'
import type { TenantDoor } from '../db/tenant-tx.ts'
import type { Log } from '../log/log.ts'
import type { ChangeFeed } from '../live/change-feed.ts'

export interface Authenticated {
  accountId: string
  /** A cookie needs protection against other sites; a bearer token does not. */
  by: 'cookie' | 'bearer'
}

/** What the process is made of; passed by hand to whoever needs it. */
export interface Platform {
  config: Config
  log: Log
  master: MasterKey
  databases: Databases
  door: TenantDoor
  changes: ChangeFeed
  /** Who the request's cookie or token belongs to. */
  authenticate(headers: IncomingHttpHeaders): Promise<Authenticated | undefined>
  /** Writes an organization's first rows into the database that holds it; may be called again. */
  found(entrance: Entrance): Promise<void>
}
