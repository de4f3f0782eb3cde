import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { pictures } from '../../files/public.ts'
import { findPractitioner } from '../practitioners/queries.ts'
import { setPicture } from './actions.ts'
import { listSmallPictures } from './queries.ts'

const { read, set, remove, listSmall } = contract.scheduling.practitionerPictures

export const practitionerPictureRoutes = {
  read: operation(read, async ({ tx, input, clinicIds, platform }) => {
    const practitioner = await findPractitioner(tx, input.params.id, clinicIds)
    return pictures.showPicture(tx, platform.blobs, practitioner?.picture_id)
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
    return pictures.smallPicturesView(tx.sealer, rows)
  }),
}
