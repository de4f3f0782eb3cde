import { contract } from '@polyclinic/contract/contract.ts'
import type { OwnTransactions } from '../../../kit/db/tenant-tx.ts'
import { operation } from '../../../kit/http/operation.ts'
import { changeBrand, mirrorBrand, plainBrand, shownBrand } from './actions.ts'
import { findLook } from './queries.ts'
import { brandOf, brandView } from './view.ts'

const { get, change } = contract.organizations.brand

interface Done extends OwnTransactions {
  tenant: { organizationId: string }
}

/** The control database says what the organization's own says: at once, and by the event where that is cut off. */
export async function mirrored({ inTenant, inControl, tenant }: Done): Promise<void> {
  const shown = await inTenant('read', shownBrand)
  await inControl('write', (control) => mirrorBrand(control, tenant.organizationId, shown))
}

export const brandRoutes = {
  get: operation(get, async ({ tx }) => {
    const row = await findLook(tx)
    return brandView(row?.look ?? plainBrand, row?.look_version ?? 0)
  }),

  change: operation(change, {
    work: async ({ tx, input, expectedVersion }) => {
      const brand = brandOf(input.body)
      return brandView(brand, await changeBrand(tx, brand, expectedVersion))
    },
    after: async ({ result, ...done }) => {
      await mirrored(done)
      return result
    },
  }),
}
