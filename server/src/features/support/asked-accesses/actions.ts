import { sql } from 'kysely'
import { localeOf, longDateTime } from '@polyclinic/contract/kit/locale.ts'
import type { SupportScope } from '@polyclinic/contract/kit/permission.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { justWritten } from '../../../kit/db/versioned.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { knownLanguage } from '../../../kit/text/text.ts'
import { isDouble } from '../../../kit/thrown.ts'
import { queueAccountMail } from '../../identity/public.ts'
import { rowOf, type Which } from '../support-accesses/actions.ts'
import type { AccessRow } from '../support-accesses/queries.ts'
import { findAsked, findPlace, listRecipients } from './queries.ts'

interface Wanted {
  reason: string
  scope: SupportScope
  mayWrite: boolean
  minutes: number
}

/** One question of an operator waits at a time. Where nobody works yet, nobody could answer. */
export async function askForAccess(control: ControlTx, organizationId: string, wanted: Wanted): Promise<AccessRow> {
  const place = await findPlace(control, organizationId)
  if (!place) throw refuse('not-found')
  if (!place.has_members) throw refuse('wrong-state', { state: 'without-members' })
  if (place.is_open) throw refuse('support-asked')
  const id = newId()
  try {
    await control.run(sql`
      insert into control.support_accesses (organization_id, id, account_id, reason, asked_scope, asks_to_write, asked_minutes)
      values (${organizationId}, ${id}, ${control.caller.accountId ?? null}, ${wanted.reason}, ${wanted.scope}, ${wanted.mayWrite},
        ${wanted.minutes})`)
  } catch (error) {
    // the same operator asks twice at this moment
    throw isDouble(error) ? refuse('support-asked') : error
  }
  return justWritten(findAsked(control, organizationId, id))
}

/** Any operator can: what nobody answered is taken back, what was granted ends. */
export async function endAsked(control: ControlTx, which: Which): Promise<AccessRow> {
  await requireAsked(control, which)
  const withdrawn = await control.run(sql`
    update control.support_accesses set state = 'withdrawn', ended_at = clock_timestamp(), ended_by = 'operator'
    where ${rowOf(which)} and state = 'asked'`)
  const ended = withdrawn
    ? 0
    : await control.run(sql`
        update control.support_accesses set state = 'ended', ended_at = clock_timestamp(), ended_by = 'operator'
        where ${rowOf(which)} and state = 'granted' and expires_at > clock_timestamp()`)
  return whatBecame(control, which, withdrawn + ended)
}

/** Minutes for which broken glass lets in at most. */
const longestBreakGlass = 60

/** To look only, and never for longer than was asked for; policies of the database ask the same once more. */
export async function breakGlass(control: ControlTx, which: Which, reason: string): Promise<AccessRow> {
  const before = await requireAsked(control, which)
  const place = await justWritten(findPlace(control, which.organizationId))
  // another one's question is not mine to act on
  if (before.account_id !== control.caller.accountId) throw refuse('not-found')
  if (before.state !== 'asked') throw refuse('wrong-state', { state: before.state })
  if (!place.allows_break_glass) throw refuse('support-ruled-out')
  if (before.is_early) throw refuse('support-early')
  const changed = await control.run(sql`
    update control.support_accesses
    set state = 'granted', scope = asked_scope, may_write = false, minutes = least(asked_minutes, ${longestBreakGlass}),
      is_break_glass = true, break_glass_reason = ${reason}
    where ${rowOf(which)} and state = 'asked'`)
  return whatBecame(control, which, changed)
}

/** To each owner, in the transaction that asks or opens. */
export async function mailOwners(
  control: ControlTx,
  { config, master }: Platform,
  organizationId: string,
  kind: 'support-asked' | 'support-opened',
  row: AccessRow,
): Promise<void> {
  const { name, slug, country, time_zone } = await justWritten(findPlace(control, organizationId))
  for (const { email, language } of await listRecipients(control, organizationId))
    await queueAccountMail(control, master, {
      kind,
      to: email,
      language,
      url: `${config.origin}/${slug}/settings/support`,
      names: {
        organization: name,
        who: row.operator_name ?? '',
        reason: row.break_glass_reason ?? row.reason,
        minutes: String(row.minutes ?? row.asked_minutes),
        when: longDateTime(localeOf(knownLanguage(language), country), row.expires_at ?? row.may_open_at, time_zone),
      },
    })
}

async function requireAsked(control: ControlTx, { organizationId, id }: Which): Promise<AccessRow> {
  const row = await findAsked(control, organizationId, id)
  if (!row) throw refuse('not-found')
  return row
}

async function whatBecame(control: ControlTx, { organizationId, id }: Which, changed: number): Promise<AccessRow> {
  const row = await justWritten(findAsked(control, organizationId, id))
  if (changed === 0) throw refuse('wrong-state', { state: row.state })
  return row
}
