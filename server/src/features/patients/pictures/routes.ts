import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { pictures } from '../../files/public.ts'
import { scopeOf } from '../patients/scope.ts'
import { setPicture } from './actions.ts'
import { findOwnPicture, findShownPicture, listSmallPictures } from './queries.ts'

const { read, set, remove, listSmall, readOwn } = contract.patients.pictures

export const pictureRoutes = {
  read: operation(read, async (given) => {
    const { tx, input, platform } = given
    const shown = await findShownPicture(tx, input.params.id, scopeOf(given))
    return pictures.showPicture(tx, platform.blobs, shown?.file_id)
  }),

  set: operation(set, async (given) => {
    const { tx, input, expectedVersion } = given
    const { fileId } = input.body
    const which = { id: input.params.id, scope: scopeOf(given), expectedVersion }
    return { fileId, version: await setPicture(tx, which, fileId) }
  }),

  remove: operation(remove, async (given) => {
    const { tx, input, expectedVersion } = given
    await setPicture(tx, { id: input.params.id, scope: scopeOf(given), expectedVersion }, null)
  }),

  listSmall: operation(listSmall, async (given) => {
    const { tx, input } = given
    const rows = await listSmallPictures(tx, input.query.ids, scopeOf(given))
    return pictures.smallPicturesView(tx.sealer, rows)
  }),

  readOwn: operation(readOwn, async ({ tx, input, platform }) => {
    const shown = await findOwnPicture(tx, input.params.id)
    return tx.asOrganization(() => pictures.showPicture(tx, platform.blobs, shown?.file_id))
  }),
}
