import type { IncomingHttpHeaders } from 'node:http'
import type { Config } from '../config/config.ts'
import type { MasterKey } from '../crypto/master-key.ts'
import type { DatabaseMaker } from '../postgres/database-maker.ts'
import type { Databases } from '../db/databases.ts'
import type { Tenant } from '../db/tenant.ts'
import type { Transactions } from '../db/tenant-tx.ts'
import type { Documents } from '../documents/documents.ts'
import type { Log } from '../log/log.ts'
import type { ChangeFeed } from '../live/change-feed.ts'
import type { Mailer } from '../mail/mail.ts'
import type { BlobStore } from '../storage/blobs.ts'
import type { Scan } from '../storage/scan.ts'

export interface SessionFacts {
  id: string
  /** Its person proved within the last ten minutes who they are. */
  isConfirmed: boolean
  hasSecondFactor: boolean
  /** Minutes without a touch after which this shared machine locks. */
  lockAfterMinutes?: number
}

/** What a program that acts for a person may do at most. */
export interface ProgramBounds {
  id: string
  organizationId: string
  permissions: readonly string[]
}

export interface Authenticated {
  accountId: string
  /** A cookie needs protection against other sites; what stands in `Authorization` does not. */
  by: 'cookie' | 'bearer' | 'key' | 'app'
  session?: SessionFacts
  bounds?: ProgramBounds
}

export interface AuthHandler {
  /** A JWT for five minutes; dead as soon as its session is. */
  signToken(accountId: string, sessionId: string): Promise<string>
  /** Whether guessers would try this password first: stolen ones, and what is made of its owner's words. */
  isStolen(password: string, owner: { name?: string; email?: string }): Promise<boolean>
  handler(request: Request): Promise<Response>
}

export interface Refusals {
  record(
    origin: { id: string; ip: string; headers: IncomingHttpHeaders },
    event: { kind: string; accountId?: string; sessionId?: string; details?: Record<string, unknown> },
  ): Promise<void>
  flush(): Promise<void>
}

export interface AuthenticatedRequest {
  headers: IncomingHttpHeaders
  ip: string
  id: string
  isBackground?: boolean
  /** Nothing that is remembered of its session counts. */
  isFresh?: boolean
}

export interface Platform {
  config: Config
  log: Log
  master: MasterKey
  databases: Databases
  /** As the owner of a server: for the databases of single organizations alone. */
  databaseMaker: DatabaseMaker
  transactions: Transactions
  changes: ChangeFeed
  mailer: Mailer
  documents: Documents
  /** Where the sealed bytes of files lie. */
  blobs: BlobStore
  /** Absent where no scanner is configured. */
  scan?: Scan
  auth: AuthHandler
  refusals: Refusals
  /** Who the request's cookie or token belongs to. What runs in the background does not keep a session awake. */
  authenticate(request: AuthenticatedRequest): Promise<Authenticated | undefined>
  writeFirstRows(tenant: Tenant): Promise<void>
}
