import { contract } from '@polyclinic/contract/contract.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { answeredBefore, keyedRequest, once, tenantKeys } from '../../../kit/http/idempotency.ts'
import { freeOperation, operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { giveBack, takeGuess } from '../../identity/public.ts'
import { endLink, enterDirectory } from '../links/actions.ts'
import { tidyDirectory } from '../links/routes.ts'
import { askForCode, connectPatients, guessCode } from './actions.ts'
import type { Connectable } from './queries.ts'

export const connectionRoutes = {
  request: operation(contract.patients.connections.request, async ({ tx, input, accountId }) => {
    await askForCode(tx, { email: input.body.email, askedBy: accountId })
    return { email: input.body.email }
  }),

  // a wrong code counts although it is refused, and the directory may lie in another database than the links
  confirm: freeOperation(contract.patients.connections.confirm, async (given) => {
    const { input, accountId, entrance, platform, request, inTenant, inControl } = given
    const { email, code } = input.body
    const key = input.headers?.['idempotency-key']
    const keyed = key === undefined ? undefined : keyedRequest(accountId, 'POST claims.confirm', key, input)
    const keys = (tx: TenantTx) => tenantKeys(tx.organization.id, tx.sealer)
    const earlier = keyed && (await inTenant('read', (tx) => answeredBefore<Connected>(tx, keys(tx), keyed)))
    if (earlier) return earlier
    const { organizationId } = entrance
    const taken = await takeGuess(platform, request, { at: 'claim-code', whose: accountId, accountId, organizationId })
    const guess = await inTenant('write', (tx) => guessCode(tx, accountId, email, code))
    if (guess.outcome !== 'right') {
      await platform.refusals.record(request, { kind: 'link-refused', accountId, details: { at: 'claim-code' } })
      throw refuse(guess.outcome === 'wrong' ? 'not-confirmed' : 'link-ended')
    }
    await giveBack(platform, taken)
    const enter = () => inControl('write', (control) => enterDirectory(control, entrance.organizationId, accountId))
    await enter()
    const connect = async (tx: TenantTx) => connectedView(await connectPatients(tx, accountId, guess.codeId))
    try {
      const connected = await inTenant('write', (tx) =>
        keyed ? once(tx, keys(tx), keyed, () => connect(tx)) : connect(tx),
      )
      await enter()
      return connected
    } catch (error) {
      await tidyDirectory(given, accountId)
      throw error
    }
  }),

  leave: freeOperation(contract.patients.connections.leave, async (given) => {
    const { patientId } = given.input.params
    const { accountId, expectedVersion } = given
    await given.inTenant('write', (tx) => endLink(tx, { patientId, accountId, expectedVersion }))
    await tidyDirectory(given, accountId)
    return { patientId }
  }),
}

interface Connected {
  patients: { id: string; name: string; relation: 'self' | 'guardian' }[]
}

const connectedView = (connected: Connectable[]): Connected => ({
  patients: connected.map(({ patientId, name, relation }) => ({ id: patientId, name, relation })),
})
