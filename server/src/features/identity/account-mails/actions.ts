import type { Look } from '@polyclinic/contract/kit/brand/look.ts'
import { ask } from '../../../kit/db/ask.ts'
import type pg from 'pg'
import { db } from '../../../database.ts'
import type { MasterKey } from '../../../kit/crypto/master-key.ts'
import { openForPlatform, sealForPlatform } from '../../../kit/crypto/seal.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { AccountsTx, ControlTx } from '../../../kit/db/tenant-tx.ts'
import { bytea, int, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

export interface AccountMail {
  kind:
    | 'verify'
    | 'reset'
    | 'exists'
    | 'invitation'
    | 'operator-invitation'
    | 'emergency'
    | 'support-asked'
    | 'support-opened'
    | 'closing'
    | 'host-missing'
    | 'host-ended'
    | 'email-change'
    | 'email-change-notice'
    | 'email-taken'
    | 'email-changed'
    | 'password-changed'
    | 'password-reset'
    | 'account-deleted'
    | 'bill'
    | 'bill-reminder'
    | 'trial-ending'
    | 'card-refused'
  to: string
  language: string
  url: string
  names: Record<string, string>
  /** Of the organization that writes, where one does. */
  look?: Look
}

const purpose = (id: string) => `account-mail|${id}`

/**
 * Writes the mail with the change that it is about; the worker sends it. An id that exists is left as it is: a job that
 * runs twice sends once.
 */
export async function queueAccountMail(
  tx: ControlTx | AccountsTx,
  master: MasterKey,
  mail: AccountMail,
  id: string = newId(),
): Promise<void> {
  await tx.run(
    db
      .insertInto('control.account_messages')
      .values({ id, kind: mail.kind, sealed: sealForPlatform(master, purpose(id), JSON.stringify(mail)) })
      .onConflict((conflict) => conflict.doNothing()),
  )
}

export interface TakenMail {
  id: string
  mail: AccountMail
  attempts: number
}

export async function takeAccountMails(control: pg.Pool, master: MasterKey): Promise<TakenMail[]> {
  const rows = await ask(
    control,
    shape({ id: uuid, sealed: bytea, attempts: int })`
      select id, sealed, attempts from control.take_account_messages(20)`,
  )
  return rows.map(({ id, sealed, attempts }) => ({
    id,
    attempts,
    mail: JSON.parse(openForPlatform(master, purpose(id), sealed)) as AccountMail,
  }))
}

export async function finishAccountMail(
  control: pg.Pool,
  id: string,
  outcome: 'sent' | 'failed' | 'waiting',
  reason?: string,
): Promise<void> {
  await control.query('select control.finish_account_message($1, $2, $3)', [id, outcome, reason ?? null])
}
