import { contract } from '@polyclinic/contract/contract.ts'
import type { OwnTransactions } from '../../../kit/db/tenant-tx.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { giveBack, takeGuess } from '../../factors/public.ts'
import { endLink, enterDirectory } from '../links/actions.ts'
import { tidyDirectory } from '../links/routes.ts'
import { askForCode, connectPatients, guessCode } from './actions.ts'
import type { Connectable } from './queries.ts'

export const connectionRoutes = {
  request: operation(contract.patients.connections.request, async ({ tx, input, accountId }) => {
    await tx.asOrganization(() => askForCode(tx, { email: input.body.email, askedBy: accountId }))
    return { email: input.body.email }
  }),

  // a wrong code counts although it is refused, and the directory may lie in another database than the links
  confirm: operation(contract.patients.connections.confirm, {
    before: async (given) => {
      const { input, accountId, tenant, platform, request, inTenant } = given
      const { organizationId } = tenant
      const taken = await takeGuess(platform, request, {
        at: 'claim-code',
        whose: accountId,
        accountId,
        organizationId,
      })
      const guess = await inTenant('write', (tx) =>
        tx.asOrganization(() => guessCode(tx, accountId, input.body.email, input.body.code)),
      )
      if (guess.outcome !== 'right') {
        await platform.refusals.record(request, { kind: 'link-refused', accountId, details: { at: 'claim-code' } })
        throw refuse(guess.outcome === 'wrong' ? 'not-confirmed' : 'link-ended')
      }
      await giveBack(platform, taken)
      await listInDirectory(given)
      return guess
    },
    work: async ({ tx, accountId, input, before: { codeId } }) =>
      connectedView(await tx.asOrganization(() => connectPatients(tx, accountId, { codeId, email: input.body.email }))),
    refused: (given) => tidyDirectory(given, given.accountId),
    after: async ({ before, result, ...given }) => {
      if (before) await listInDirectory(given)
      return result
    },
  }),

  leave: operation(contract.patients.connections.leave, {
    work: ({ tx, input, accountId, expectedVersion }) =>
      tx.asOrganization(() => endLink(tx, { patientId: input.params.patientId, accountId, expectedVersion })),
    after: async (given) => {
      await tidyDirectory(given, given.accountId)
      return { patientId: given.input.params.patientId }
    },
  }),
}

interface Listing extends Pick<OwnTransactions, 'inControl'> {
  tenant: { organizationId: string }
  accountId: string
}

const listInDirectory = ({ inControl, tenant, accountId }: Listing) =>
  inControl('write', (control) => enterDirectory(control, tenant.organizationId, accountId))

interface Connected {
  patients: { id: string; name: string; relation: 'self' | 'guardian' }[]
}

const connectedView = (connected: Connectable[]): Connected => ({
  patients: connected.map(({ patientId, name, relation }) => ({ id: patientId, name, relation })),
})
