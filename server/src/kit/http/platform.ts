import type { IncomingHttpHeaders } from 'node:http'
import type { Config } from '../config/config.ts'
import type { MasterKey } from '../crypto/master-key.ts'
import type { Databases } from '../db/databases.ts'
import type { Tenant } from '../db/tenant.ts'
import type { Transactions } from '../db/tenant-tx.ts'
import type { Log } from '../log/log.ts'
import type { ChangeFeed } from '../live/change-feed.ts'
import type { Mailer } from '../mail/mail.ts'

/** The session behind a cookie or a token of its own. */
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
  /** The key's or the application's. */
  id: string
  organizationId: string
  permissions: readonly string[]
}

export interface Authenticated {
  accountId: string
  /** A cookie needs protection against other sites; what stands in `Authorization` does not. */
  by: 'cookie' | 'bearer' | 'key' | 'app'
  /** Present for people: cookie and bearer. */
  session?: SessionFacts
  /** Present for programs: key and app. */
  bounds?: ProgramBounds
}

/** What identity's operations ask of the sign-in service. */
export interface AuthHandler {
  /** A JWT for five minutes; dead as soon as its session is. */
  signToken(accountId: string, sessionId: string): Promise<string>
  /** Whether guessers would try this password first: stolen ones, and what is made of its owner's words. */
  isStolen(password: string, owner: { name?: string; email?: string }): Promise<boolean>
  /** The library's own answer to a request below `/api/auth`. */
  handler(request: Request): Promise<Response>
}

export interface Refusals {
  record(
    origin: { id: string; ip: string; headers: IncomingHttpHeaders },
    event: { kind: string; accountId?: string; sessionId?: string; details?: Record<string, unknown> },
  ): Promise<void>
  /** Writes what is gathered. */
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

/** What the process is made of; passed by hand to whoever needs it. */
export interface Platform {
  config: Config
  log: Log
  master: MasterKey
  databases: Databases
  transactions: Transactions
  changes: ChangeFeed
  mailer: Mailer
  /** Passwords, JWTs and mailed links: Better Auth, as far as our own operations need it. */
  auth: AuthHandler
  /** Where refused guesses are written down. */
  refusals: Refusals
  /** Who the request's cookie or token belongs to. What runs in the background does not keep a session awake. */
  authenticate(request: AuthenticatedRequest): Promise<Authenticated | undefined>
  /** Writes an organization's first rows into the database that holds it; may be called again. */
  writeFirstRows(tenant: Tenant): Promise<void>
}
