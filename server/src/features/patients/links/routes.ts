import { contract } from '@polyclinic/contract/contract.ts'
import type { ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'
import type { TransactionMode } from '../../../kit/db/transaction.ts'
import { freeOperation, operation } from '../../../kit/http/operation.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { organizations } from '../../organizations/public.ts'
import { inviteToConnect } from '../connections/actions.ts'
import { masked } from '../connections/rules.ts'
import { scopeOf } from '../patients/scope.ts'
import { changeLink, endLink, leaveDirectory } from './actions.ts'
import { listLinks } from './queries.ts'
import { linkView } from './view.ts'

export const linkRoutes = {
  list: freeOperation(contract.patients.links.list, async (given) => {
    const rows = await given.inTenant('read', (tx) => listLinks(tx, given.input.params.id, scopeOf(given)))
    if (!rows) throw refuse('not-found')
    const accountIds = rows.map((row) => row.account_id)
    const names = await given.inControl('read', (control) => organizations.accountNames(control, accountIds))
    return { items: rows.map((row) => linkView(row, names)) }
  }),

  update: freeOperation(contract.patients.links.update, async (given) => {
    const { id: patientId, accountId } = given.input.params
    const which = { patientId, accountId, scope: scopeOf(given), expectedVersion: given.expectedVersion }
    const row = await given.inTenant('write', (tx) => changeLink(tx, which, given.input.body.permissions))
    return linkView(row, await given.inControl('read', (control) => organizations.accountNames(control, [accountId])))
  }),

  end: freeOperation(contract.patients.links.end, async (given) => {
    const { id: patientId, accountId } = given.input.params
    const which = { patientId, accountId, scope: scopeOf(given), expectedVersion: given.expectedVersion }
    await given.inTenant('write', (tx) => endLink(tx, which))
    await tidyDirectory(given, accountId)
    return { accountId }
  }),

  invite: operation(contract.patients.links.invite, async (given) => {
    const { tx, input } = given
    const email = await inviteToConnect(
      tx,
      { patientId: input.params.id, scope: scopeOf(given) },
      input.body.guardianId,
    )
    return { sentTo: masked(email) }
  }),
}

interface Given {
  platform: Platform
  entrance: { organizationId: string }
  inControl<Result>(mode: TransactionMode, work: (control: ControlTx) => Promise<Result>): Promise<Result>
  inTenant<Result>(mode: TransactionMode, work: (tx: TenantTx) => Promise<Result>): Promise<Result>
}

/** Takes the account out of the directory with its last link here. The link has ended already, so that a failure is no refusal. */
export async function tidyDirectory(given: Given, accountId: string): Promise<void> {
  const { platform, entrance, inControl, inTenant } = given
  await inControl('write', (control) => leaveDirectory(control, entrance.organizationId, accountId, inTenant)).catch(
    (error: Error) => platform.log.warn({ part: 'links', err: error }, 'a directory entry stays; it shows nothing'),
  )
}
