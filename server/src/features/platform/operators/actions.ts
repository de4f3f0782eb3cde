import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { OperatorRole } from '@polyclinic/contract/platform/operators.ts'
import { db } from '../../../database.ts'
import { askOn } from '../../../kit/db/ask.ts'
import { newId } from '../../../kit/db/ids.ts'
import { asOwner } from '../../../kit/keys/owner.ts'
import { roleName } from '../../../kit/db/roles.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { changeVersioned, justWritten } from '../../../kit/db/versioned.ts'
import { bool, nullable, text, textOf } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import { secretHash } from '../../../kit/crypto/secret-hash.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { isDouble } from '../../../kit/thrown.ts'
import { recordAct } from '../log/actions.ts'
import {
  findFormerOperator,
  findInvitation,
  findOperator,
  isOperatorByEmail,
  lockOperators,
  type InvitationRow,
  type OperatorRow,
} from './queries.ts'

/** An open invitation to the same address ends: its link stops working. Only the hash of the new one's is kept. */
export async function inviteOperator(
  control: ControlTx,
  { email, role }: { email: string; role: OperatorRole },
): Promise<{ row: InvitationRow; token: string }> {
  if (await isOperatorByEmail(control, email)) throw refuse('already-exists')
  const [id, token] = [newId(), randomBytes(32).toString('base64url')]
  await control.run(
    sql`update control.operator_invitations set state = 'withdrawn' where email = ${email} and state = 'open'`,
  )
  try {
    await control.run(sql`
      insert into control.operator_invitations (id, email, role, token_hash, invited_by, expires_at)
      values (${id}, ${email}, ${role}, ${secretHash(token)}, ${control.caller.accountId ?? null},
        clock_timestamp() + interval '7 days')`)
  } catch (error) {
    // somebody else invites the same address at this moment
    throw isDouble(error) ? refuse('already-exists') : error
  }
  await recordAct(control, 'operator.invite', { about: email })
  return { row: await justWritten(findInvitation(control, id)), token }
}

export async function withdrawInvitation(control: ControlTx, id: string): Promise<InvitationRow> {
  const before = await findInvitation(control, id)
  if (!before) throw refuse('not-found')
  const changed = await control.run(
    sql`update control.operator_invitations set state = 'withdrawn' where id = ${id} and state = 'open'`,
  )
  if (changed === 0) throw refuse('operator-invitation-ended')
  await recordAct(control, 'operator.withdraw-invitation', { about: before.email })
  return justWritten(findInvitation(control, id))
}

/**
 * While nobody runs the platform; undefined where somebody does. As {doorman}, which the owner of the database alone can become.
 * Answers the secret of the link.
 */
export const inviteFirstOperator = (url: string, rolePrefix: string, email: string): Promise<string | undefined> =>
  asOwner(url, async (owner) => {
    const token = randomBytes(32).toString('base64url')
    await askOn(
      owner,
      shape({ role: text })`select set_config('role', ${roleName(rolePrefix, 'doorman')}, true) as role`,
    )
    const [row] = await askOn(
      owner,
      shape({ is_invited: bool })`select control.invite_first_operator(${secretHash(token)}, ${email}) as is_invited`,
    )
    return row?.is_invited ? token : undefined
  })

/** As the signed-in account, which the database compares with the invitation. */
export async function acceptInvitation(
  control: ControlTx,
  token: string,
): Promise<{ role: OperatorRole } | 'not-found' | 'operator-invitation-ended'> {
  const row = await control.one(
    shape({
      outcome: textOf<'accepted' | 'not-found' | 'operator-invitation-ended'>(),
      role: nullable(textOf<OperatorRole>()),
    })`select outcome, role from control.accept_operator_invitation(${secretHash(token)})`,
  )
  if (row.outcome !== 'accepted') return row.outcome
  if (row.role === null) throw new Error('whoever accepted has a role')
  return { role: row.role }
}

export async function changeRole(
  control: ControlTx,
  accountId: string,
  expectedVersion: number | undefined,
  role: OperatorRole,
): Promise<OperatorRow> {
  if (role === 'reader') await keepAnOperator(control, accountId)
  return changeVersioned({
    find: () => findOperator(control, accountId),
    expectedVersion,
    write: ({ version }) =>
      control.run(
        db
          .updateTable('control.operators')
          .set({ role })
          .where('account_id', '=', accountId)
          .where('version', '=', version),
      ),
    follow: () => recordAct(control, 'operator.change', { operatorId: accountId, about: role }),
  })
}

export async function endOperator(control: ControlTx, accountId: string): Promise<OperatorRow> {
  await keepAnOperator(control, accountId)
  const changed = await control.run(
    sql`update control.operators set ended_at = clock_timestamp() where account_id = ${accountId} and ended_at is null`,
  )
  if (changed === 0) throw refuse('not-found')
  await recordAct(control, 'operator.end', { operatorId: accountId })
  return justWritten(findFormerOperator(control, accountId))
}

async function keepAnOperator(control: ControlTx, accountId: string): Promise<void> {
  const operators = await lockOperators(control)
  if (operators.length === 1 && operators[0] === accountId) throw refuse('last-operator')
}
