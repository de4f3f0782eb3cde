import { sql } from 'kysely'
import type { SupportScope } from '@polyclinic/contract/kit/permission.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { justWritten } from '../../../kit/db/versioned.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { findAccess, type AnsweredRow } from './queries.ts'
import { grantedShare } from './rules.ts'

export interface Which {
  organizationId: string
  id: string
}

interface Narrower {
  scope?: SupportScope
  mayWrite?: boolean
  minutes?: number
}

/** Its moments are the database's: from now on, for as long as was granted. */
export async function grantAccess(control: ControlTx, which: Which, narrower: Narrower): Promise<AnsweredRow> {
  const before = await requireAccess(control, which)
  const { scope, mayWrite, minutes } = grantedShare(before, narrower)
  const changed = await control.run(sql`
    update control.support_accesses
    set state = 'granted', answered_at = clock_timestamp(), answered_by = ${control.caller.accountId ?? null},
      scope = ${scope}, may_write = ${mayWrite}, minutes = ${minutes}
    where ${rowOf(which)} and state = 'asked'`)
  return whatBecame(control, which, changed)
}

export async function refuseAccess(control: ControlTx, which: Which): Promise<AnsweredRow> {
  await requireAccess(control, which)
  const changed = await control.run(sql`
    update control.support_accesses
    set state = 'refused', answered_at = clock_timestamp(), answered_by = ${control.caller.accountId ?? null}
    where ${rowOf(which)} and state = 'asked'`)
  return whatBecame(control, which, changed)
}

export async function endAccess(control: ControlTx, which: Which): Promise<AnsweredRow> {
  await requireAccess(control, which)
  const changed = await control.run(sql`
    update control.support_accesses set state = 'ended', ended_at = clock_timestamp(), ended_by = 'organization'
    where ${rowOf(which)} and state = 'granted' and expires_at > clock_timestamp()`)
  return whatBecame(control, which, changed)
}

export const rowOf = ({ organizationId, id }: Which) => sql`organization_id = ${organizationId} and id = ${id}`

async function requireAccess(control: ControlTx, { organizationId, id }: Which): Promise<AnsweredRow> {
  const row = await findAccess(control, organizationId, id)
  if (!row) throw refuse('not-found')
  return row
}

/** Where nothing was changed somebody was faster, or it is over. */
async function whatBecame(control: ControlTx, { organizationId, id }: Which, changed: number): Promise<AnsweredRow> {
  const row = await justWritten(findAccess(control, organizationId, id))
  if (changed === 0) throw refuse('wrong-state', { state: row.state })
  return row
}
