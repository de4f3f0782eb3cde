import { sql } from 'kysely'
import { inAccounts, type AccountsTx } from '../../../kit/db/tenant-tx.ts'
import { networkOf } from '../../../kit/limits/network.ts'
import type { Platform } from '../../../kit/http/platform.ts'

export interface Origin {
  id: string
  ip: string
  headers: { 'user-agent'?: string }
}

const refusalKinds = [
  'password-refused',
  'second-factor-refused',
  'passkey-refused',
  'pin-refused',
  'provider-refused',
  'confirmation-refused',
  'token-refused',
  'key-refused',
  'refresh-token-reused',
  'link-refused',
  'too-many-attempts',
] as const

/**
 * What happens to the safety of an account. A kind is a sentence in the text catalogue (identity: `event.<kind>`), and a rule says how
 * long it is kept (control.retention_rules).
 */
export const securityEventKinds = [
  'signed-in',
  'signed-out',
  'session-ended',
  'locked',
  'unlocked',
  'confirmed',
  'password-changed',
  'password-reset',
  'email-change-asked',
  'email-changed',
  'totp-added',
  'totp-removed',
  'recovery-codes-made',
  'recovery-code-used',
  'passkey-added',
  'passkey-removed',
  'pin-set',
  'pin-removed',
  'provider-linked',
  'provider-unlinked',
  'program-signed-in',
  'app-connected',
  'app-disconnected',
  'exported',
  ...refusalKinds,
] as const

export type SecurityEventKind = (typeof securityEventKinds)[number]

export type RefusalKind = (typeof refusalKinds)[number]

export interface SecurityEvent {
  kind: SecurityEventKind
  accountId?: string
  sessionId?: string
  /** Told to this organization alone; otherwise to all that the account works for. */
  organizationId?: string
  /** Never a secret, never what was typed. */
  details?: Record<string, unknown>
}

/** What the audit of the account's organizations says of it, too: nothing of what the person is elsewhere, a patient or invited. */
const auditActions: Partial<Record<SecurityEventKind, 'sign-in' | 'refuse' | 'update' | 'export' | 'grant'>> = {
  'signed-in': 'sign-in',
  unlocked: 'sign-in',
  'password-refused': 'refuse',
  'second-factor-refused': 'refuse',
  'passkey-refused': 'refuse',
  'pin-refused': 'refuse',
  'provider-refused': 'refuse',
  'confirmation-refused': 'refuse',
  'too-many-attempts': 'refuse',
  'refresh-token-reused': 'refuse',
  'password-changed': 'update',
  'password-reset': 'update',
  'email-changed': 'update',
  'totp-added': 'update',
  'totp-removed': 'update',
  'passkey-added': 'update',
  'passkey-removed': 'update',
  'recovery-codes-made': 'update',
  'recovery-code-used': 'update',
  'pin-set': 'update',
  'pin-removed': 'update',
  'provider-linked': 'update',
  'provider-unlinked': 'update',
  'app-connected': 'grant',
  'app-disconnected': 'grant',
  'program-signed-in': 'grant',
  exported: 'export',
}

export async function recordSecurityEvent(
  accounts: AccountsTx,
  origin: Origin,
  { kind, accountId, sessionId, organizationId, details = {} }: SecurityEvent,
  times = 1,
): Promise<void> {
  await accounts.run(sql`
    insert into auth.security_event (user_id, kind, session_id, ip, user_agent, request_id, times, details)
    values (${accountId ?? null}, ${kind}, ${sessionId ?? null}, ${origin.ip}, ${origin.headers['user-agent']?.slice(0, 300) ?? null},
      ${origin.id}, ${times}, ${JSON.stringify(details)})`)
  const action = auditActions[kind]
  if (accountId && action)
    await accounts.run(
      sql`select control.tell_organizations(${accountId}, ${action}, 'accounts', ${JSON.stringify({ kind, times, ...details })},
        ${organizationId ?? null}::uuid)`,
    )
}

/** Milliseconds for which refusals of one kind, account and address become one event. */
const gatheredFor = 60_000
/** Different refusals that are gathered at one moment; beyond it the oldest are written early. */
const maxGathered = 2_000

/** Writes down what was refused: the first at once, those like it that follow within a minute as one event. */
export interface RefusalLog {
  record(origin: Origin, event: SecurityEvent & { kind: RefusalKind }): Promise<void>
  flush(): Promise<void>
}

export function createRefusalLog({ transactions, log }: Pick<Platform, 'transactions' | 'log'>): RefusalLog {
  const gathered = new Map<string, { origin: Origin; event: SecurityEvent; times: number; timer: NodeJS.Timeout }>()

  const write = (origin: Origin, event: SecurityEvent, times: number) =>
    inAccounts(transactions, { requestId: origin.id }, { mode: 'write' }, (accounts) =>
      recordSecurityEvent(accounts, origin, event, times),
    ).catch((error: Error) => log.error({ part: 'security', err: error }, 'a refusal could not be recorded'))

  async function end(key: string): Promise<void> {
    const access = gathered.get(key)
    if (!access) return
    clearTimeout(access.timer)
    gathered.delete(key)
    if (access.times > 0) await write(access.origin, access.event, access.times)
  }

  return {
    async record(origin, event) {
      const key = `${event.kind}|${event.accountId ?? ''}|${networkOf(origin.ip)}`
      const access = gathered.get(key)
      if (access) {
        access.times++
        return
      }
      const timer = setTimeout(() => void end(key), gatheredFor)
      timer.unref()
      gathered.set(key, {
        origin: { id: origin.id, ip: origin.ip, headers: { ...origin.headers } },
        event,
        times: 0,
        timer,
      })
      const [oldest] = gathered.keys()
      if (gathered.size > maxGathered && oldest) await end(oldest)
      await write(origin, event, 1)
    },
    async flush() {
      await Promise.all([...gathered.keys()].map(end))
    },
  }
}
