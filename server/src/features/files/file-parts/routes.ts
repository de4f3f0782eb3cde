import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import type { GivenInOrganization } from '../../../kit/http/steps.ts'
import { blobName } from '../../../kit/storage/blobs.ts'
import { beginPart, discardPart, keepPart, storePart, type ArrivingPart } from './actions.ts'

type Place = Pick<GivenInOrganization<unknown>, 'inTenant' | 'platform'>

/** Its bytes are of no use to anybody; where they cannot be deleted now, the next round of clearing does. */
async function dropPart({ inTenant, platform }: Place, part: ArrivingPart): Promise<void> {
  await inTenant('write', (tx) => discardPart(tx, part.id))
  await platform.blobs.delete(blobName(part.file.organizationId, part.file.fileId, part.id))
}

export const partRoutes = {
  put: operation(contract.files.fileParts.put, {
    before: async ({ inTenant, platform, input }) => {
      const { id, number } = input.params
      const part = await inTenant('write', (tx) => beginPart(tx, id, number))
      try {
        return { part, sha: await storePart(platform.blobs, part, input.body) }
      } catch (error) {
        await dropPart({ inTenant, platform }, part)
        throw error
      }
    },
    work: async ({ tx, before: { part, sha } }) => {
      await keepPart(tx, part, sha)
      return { number: part.number, size: part.size }
    },
    refused: ({ before, ...given }) => dropPart(given, before.part),
  }),
}
