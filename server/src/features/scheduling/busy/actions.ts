import { sql } from 'kysely'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'

/** Notes that the setting's organization employs the account: 'asked' where it practises elsewhere already. */
export const practise = async (control: ControlTx, accountId: string) =>
  (await control.one(sql<{ consent: 'not-asked' | 'asked' | 'given' }>`select control.busy_practise(${accountId}) as consent`)).consent
