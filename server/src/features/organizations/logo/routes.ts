import { contract } from '@polyclinic/contract/contract.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { operation } from '../../../kit/http/operation.ts'
import { pictures } from '../../files/public.ts'
import { mirrored } from '../brand/routes.ts'
import { findLogo, logoPicture } from './queries.ts'

const { read, set, remove } = contract.organizations.logo

const setLogo = (tx: TenantTx, fileId: string | null, expectedVersion?: number) =>
  pictures.setPicture(tx, logoPicture, { id: tx.organization.id, expectedVersion }, fileId)

export const logoRoutes = {
  read: operation(read, async ({ tx, platform }) => pictures.showPicture(tx, platform.blobs, await findLogo(tx))),

  set: operation(set, {
    work: async ({ tx, input, expectedVersion }) => ({
      fileId: input.body.fileId,
      version: await setLogo(tx, input.body.fileId, expectedVersion),
    }),
    after: async ({ result, ...done }) => {
      await mirrored(done)
      return result
    },
  }),

  remove: operation(remove, {
    work: async ({ tx }) => void (await setLogo(tx, null)),
    after: mirrored,
  }),
}
