import { sql } from 'kysely'
import type { Language } from '@polyclinic/contract/kit/language.ts'
import { db } from '../../../database.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'

export const setLanguage = (control: ControlTx, accountId: string, language: Language) =>
  control.run(db.updateTable('control.accounts').set({ language }).where('id', '=', accountId))

/** The account agrees to what the organization asked. False where nothing was asked. */
export async function giveConsent(control: ControlTx, organizationId: string): Promise<string[]> {
  const rows = await control.all(
    sql<{ organization_id: string }>`select control.busy_consent(${organizationId}) as organization_id`,
  )
  return rows.map((row) => row.organization_id)
}
