import { contract } from '@polyclinic/contract/contract.ts'
import type { OwnTransactions } from '../../../kit/db/tenant-tx.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { files } from '../../files/public.ts'
import { mirrorLogo, setLogo, shownLogo } from './actions.ts'
import { findBrand } from './queries.ts'

const { read, set, remove } = contract.organizations.logo

interface Done extends OwnTransactions {
  tenant: { organizationId: string }
}

async function mirror({ inTenant, inControl, tenant }: Done): Promise<void> {
  const shown = await inTenant('read', shownLogo)
  await inControl('write', (control) => mirrorLogo(control, tenant.organizationId, shown))
}

export const logoRoutes = {
  read: operation(read, async ({ tx, platform }) => {
    const answer = await files.readUsed(tx, platform.blobs, (await findBrand(tx))?.logo_file_id ?? null)
    if (!answer) throw refuse('not-found')
    return answer
  }),

  set: operation(set, {
    work: async ({ tx, input, expectedVersion }) => ({
      fileId: input.body.fileId,
      version: await setLogo(tx, input.body.fileId, expectedVersion),
    }),
    after: async ({ result, ...done }) => {
      await mirror(done)
      return result
    },
  }),

  remove: operation(remove, {
    work: async ({ tx }) => void (await setLogo(tx, null)),
    after: mirror,
  }),
}
