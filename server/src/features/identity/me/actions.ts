import { sql } from 'kysely'
import type { Language } from '@polyclinic/contract/kit/language.ts'
import type { AccountsTx, ControlTx } from '../../../kit/db/tenant-tx.ts'
import { uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

/** What is given is changed; the mirror in control follows in the same transaction. */
export const changeAccount = (
  accounts: AccountsTx,
  accountId: string,
  { name, language }: { name?: string; language?: Language },
) =>
  accounts.run(sql`
    update auth."user" set name = coalesce(${name ?? null}, name), language = coalesce(${language ?? null}, language),
      updated_at = clock_timestamp()
    where id = ${accountId}`)

/** The account agrees to what the organization asked. False where nothing was asked. */
export async function giveConsent(control: ControlTx, organizationId: string): Promise<string[]> {
  const rows = await control.all(
    shape({ organization_id: uuid })`select control.busy_consent(${organizationId}) as organization_id`,
  )
  return rows.map((row) => row.organization_id)
}
