import { contract } from '@polyclinic/contract/contract.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { answeredBefore, keyedRequest, once, tenantKeys } from '../../../kit/http/idempotency.ts'
import { freeOperation, operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { giveBack, takeGuess } from '../../identity/public.ts'
import { endLink, enterDirectory } from '../links/actions.ts'
import { tidyDirectory } from '../links/routes.ts'
import { askForCode, claimPatients, guessCode } from './actions.ts'
import type { Claimable } from './queries.ts'

export const claimRoutes = {
  request: operation(contract.patients.claims.request, async ({ tx, input, accountId }) => {
    await askForCode(tx, { email: input.body.email, askedBy: accountId })
    return { email: input.body.email }
  }),

  // a wrong code counts although it is refused, and the directory may lie in another database than the links
  confirm: freeOperation(contract.patients.claims.confirm, async (given) => {
    const { input, accountId, entrance, platform, request, inTenant, inControl } = given
    const { email, code } = input.body
    const key = input.headers?.['idempotency-key']
    const keyed = key === undefined ? undefined : keyedRequest(accountId, 'POST claims.confirm', key, input)
    const keys = (tx: TenantTx) => tenantKeys(tx.organization.id, tx.sealer)
    const earlier = keyed && (await inTenant('read', (tx) => answeredBefore<Claimed>(tx, keys(tx), keyed)))
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
    const claim = async (tx: TenantTx) => claimedView(await claimPatients(tx, accountId, guess.codeId))
    try {
      const claimed = await inTenant('write', (tx) => (keyed ? once(tx, keys(tx), keyed, () => claim(tx)) : claim(tx)))
      await enter()
      return claimed
    } catch (error) {
      await tidyDirectory(given, accountId)
      throw error
    }
  }),

  leave: freeOperation(contract.patients.claims.leave, async (given) => {
    const { patientId } = given.input.params
    const { accountId, expectedVersion } = given
    await given.inTenant('write', (tx) => endLink(tx, { patientId, accountId, expectedVersion }))
    await tidyDirectory(given, accountId)
    return { patientId }
  }),
}

interface Claimed {
  patients: { id: string; name: string; relation: 'self' | 'guardian' }[]
}

const claimedView = (claimed: Claimable[]): Claimed => ({
  patients: claimed.map(({ patientId, name, relation }) => ({ id: patientId, name, relation })),
})
