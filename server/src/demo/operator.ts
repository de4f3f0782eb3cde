import { writeTotp } from '../features/factors/totp/actions.ts'
import { acceptInvitation, inviteFirstOperator } from '../features/platform/operators/actions.ts'
import { inAccounts, inControl } from '../kit/db/tenant-tx.ts'
import type { Platform } from '../kit/http/platform.ts'
import { accountId, demoAuthenticator, operatorEmail } from './accounts.ts'

/** The way that every first operator takes: invited by whoever owns the database. Where somebody runs the platform it stays so. */
export async function addOperator(platform: Platform, url: string, rolePrefix: string): Promise<void> {
  const account = accountId(operatorEmail)
  const caller = { accountId: account, requestId: 'demo', origin: 'job' }
  const token = await inviteFirstOperator(url, rolePrefix, operatorEmail)
  if (token)
    await inControl(platform.transactions, caller, { mode: 'write' }, (control) => acceptInvitation(control, token))
  await inAccounts(platform.transactions, caller, { mode: 'write' }, (accounts) =>
    writeTotp(accounts, platform.master, account, demoAuthenticator),
  )
}
