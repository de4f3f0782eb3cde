import { contract } from '@polyclinic/contract/contract.ts'
import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { OwnTransactions } from '../../../kit/db/tenant-tx.ts'
import { operation } from '../../../kit/http/operation.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { organizations } from '../../organizations/public.ts'
import { inviteToConnect } from '../connections/actions.ts'
import { masked } from '../connections/rules.ts'
import { scopeOf } from '../patients/scope.ts'
import { changeLink, endLink, leaveDirectory } from './actions.ts'
import { listLinks, type WhichLink } from './queries.ts'
import { linkView } from './view.ts'

export const linkRoutes = {
  list: operation(contract.patients.links.list, async (given) => {
    const rows = await listLinks(given.tx, given.input.params.id, scopeOf(given))
    if (!rows) throw refuse('not-found')
    const accountIds = rows.map((row) => row.account_id)
    const names = await given.inControl('read', (control) => organizations.accountNames(control, accountIds))
    return { items: rows.map((row) => linkView(row, names)) }
  }),

  update: operation(contract.patients.links.update, {
    work: (given) => changeLink(given.tx, whichLink(given), given.input.body),
    after: async ({ result: row, input, inControl }) =>
      linkView(
        row,
        await inControl('read', (control) => organizations.accountNames(control, [input.params.accountId])),
      ),
  }),

  end: operation(contract.patients.links.end, {
    work: (given) => endLink(given.tx, whichLink(given)),
    after: async (given) => {
      const { accountId } = given.input.params
      await tidyDirectory(given, accountId)
      return { accountId }
    },
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

interface Asked {
  input: { params: { id: string; accountId: string } }
  can: (permission: Permission) => boolean
  accountId: string
  clinicIds?: readonly string[]
  expectedVersion?: number
}

function whichLink(asked: Asked): WhichLink {
  const { id: patientId, accountId } = asked.input.params
  return { patientId, accountId, scope: scopeOf(asked), expectedVersion: asked.expectedVersion }
}

interface Given extends OwnTransactions {
  platform: Platform
  tenant: { organizationId: string }
}

/** Takes the account out of the directory with its last link here. The link has ended already, so that a failure is no refusal. */
export async function tidyDirectory(given: Given, accountId: string): Promise<void> {
  const { platform, tenant, inControl, inTenant } = given
  await inControl('write', (control) => leaveDirectory(control, tenant.organizationId, accountId, inTenant)).catch(
    (error: Error) => platform.log.warn({ part: 'links', err: error }, 'a directory entry stays; it shows nothing'),
  )
}
