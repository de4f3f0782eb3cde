import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { files } from '../../files/public.ts'
import { findPractitioner } from '../practitioners/queries.ts'
import { setPicture } from './actions.ts'
import { listSmallPictures } from './queries.ts'

const { read, set, remove, listSmall } = contract.scheduling.practitionerPictures

export const practitionerPictureRoutes = {
  read: operation(read, async ({ tx, input, clinicIds, platform }) => {
    const practitioner = await findPractitioner(tx, input.params.id, clinicIds)
    const answer = await files.readUsed(tx, platform.blobs, practitioner?.picture_id ?? null)
    if (!answer) throw refuse('not-found')
    return answer
  }),

  set: operation(set, async ({ tx, input, clinicIds, expectedVersion }) => {
    const { fileId } = input.body
    const which = { id: input.params.id, scope: clinicIds, expectedVersion }
    return { fileId, version: await setPicture(tx, which, fileId) }
  }),

  remove: operation(remove, async ({ tx, input, clinicIds, expectedVersion }) => {
    await setPicture(tx, { id: input.params.id, scope: clinicIds, expectedVersion }, null)
  }),

  listSmall: operation(listSmall, async ({ tx, input, clinicIds }) => {
    const rows = await listSmallPictures(tx, input.query.ids, clinicIds)
    return {
      items: rows.map(({ id, file_id, small_sealed }) => ({
        id,
        fileId: file_id,
        content: files.openPreview(tx.sealer, file_id, small_sealed),
      })),
    }
  }),
}
