import type { Statement } from '../batch.ts'

/** What a transaction is bound to: visible to policies as `app.*` for its own length and no longer. */
export interface Settings {
  organizationId?: string
  accountId?: string
  requestId?: string
  origin?: string
  /** Act as this role (of somebody from outside); the application's own otherwise. */
  role?: string
  /** Long work: a statement may take a minute, and is planned for what it asks. */
  isLong?: boolean
  /** A mailed link that was proved, or the row that one proved itself to be about. */
  linkId?: string
  linkSubject?: string
  /** By which support access somebody acts: both audits say so. */
  supportId?: string
  /** Restricted records are hidden: from whose role does not open them, and from everybody outside. */
  hidesRestricted?: boolean
}

/** Sends them in the round trip of what they are set for. */
export function settingsStatement(settings: Settings): Statement {
  const values = [
    settings.organizationId ?? '',
    settings.accountId ?? '',
    settings.requestId ?? '',
    settings.origin ?? '',
    settings.hidesRestricted ? 'on' : '',
  ]
  const text = `select set_config('app.organization_id', $1, true), set_config('app.account_id', $2, true),
    set_config('app.request_id', $3, true), set_config('app.origin', $4, true),
    set_config('app.hides_restricted', $5, true)`
  const { role, linkId, linkSubject, isLong, supportId } = settings
  if (!role && !linkId && !linkSubject && !isLong && !supportId) return { name: '_set', text, values, isSilent: true }
  const outside = {
    name: '_set_outside',
    isSilent: true,
    text: `${text}, set_config('role', $6, true), set_config('app.link_id', $7, true), set_config('app.link_subject', $8, true),
    set_config('app.support_id', $9, true)`,
    values: [...values, role ?? 'none', linkId ?? '', linkSubject ?? '', supportId ?? ''],
  }
  return isLong ? { ...outside, name: '_set_long', text: `${outside.text}, ${longLimits}` } : outside
}

/** In place of those of the role that signed in, which are made for requests: a minute, and one core. Local to the transaction. */
const longLimits = `set_config('statement_timeout', '60s', true), set_config('idle_in_transaction_session_timeout', '60s', true),
    set_config('plan_cache_mode', 'force_custom_plan', true), set_config('max_parallel_workers_per_gather', '0', true)`

export const become = (role = 'none'): Statement => ({
  name: '_become',
  isSilent: true,
  text: "select set_config('role', $1, true)",
  values: [role],
})
