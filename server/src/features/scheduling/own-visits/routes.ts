import { contract } from '@polyclinic/contract/contract.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { freeOperation } from '../../../kit/http/operation.ts'
import { asPatientOf } from '../../identity/public.ts'
import { nextOwnVisits } from './queries.ts'
import { ownVisitView } from './view.ts'

export const ownVisitRoutes = {
  // each organization may lie in a database of its own
  next: freeOperation(contract.scheduling.ownVisits.next, async ({ platform, entry }) => {
    const visitsIn = async (tx: TenantTx) => (await nextOwnVisits(tx)).map((row) => ownVisitView(tx, row))
    const visits = (await asPatientOf(platform, entry, visitsIn)).flat()
    return { items: visits.toSorted((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt)) }
  }),
}
