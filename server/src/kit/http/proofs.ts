import type { OperatorAccess } from '@polyclinic/contract/kit/access.ts'
import { findOperatorRole } from '../db/tenant.ts'
import { inControl, type Caller } from '../db/tenant-tx.ts'
import type { Authenticated, Platform } from './platform.ts'
import { notAllowed, refuse } from './refusal.ts'
import type { CurrentRequest } from './request.ts'

/** Somebody who runs the platform today, and whose session has shown a second factor, whatever any organization asks. */
export async function requireOperator(
  platform: Platform,
  request: CurrentRequest,
  caller: Caller,
  permission: OperatorAccess,
  who: Authenticated | undefined,
): Promise<void> {
  const role = await inControl(platform.transactions, caller, { mode: 'read' }, findOperatorRole)
  if (!role || (permission === 'platform:write' && role !== 'operator')) throw notAllowed(permission)
  const now = who && (await withProofs(platform, request, who, 'hasSecondFactor'))
  if (!now?.session?.hasSecondFactor) throw refuse('second-factor-needed')
}

/** Programs cannot prove who they are, so what asks for it is for people alone. */
export async function requireConfirmation(platform: Platform, request: CurrentRequest, who: Authenticated | undefined) {
  const now = who && (await withProofs(platform, request, who, 'isConfirmed'))
  if (!now?.session?.isConfirmed) throw refuse('confirmation-needed')
}

/** What a token's session has shown is remembered for some seconds: before a lack of it counts, it is looked at anew. */
export async function withProofs(
  platform: Platform,
  request: CurrentRequest,
  who: Authenticated,
  proof: 'isConfirmed' | 'hasSecondFactor',
): Promise<Authenticated> {
  if (who.by !== 'bearer' || who.session?.[proof]) return who
  return (await platform.authenticate({ ...request, isFresh: true })) ?? who
}
