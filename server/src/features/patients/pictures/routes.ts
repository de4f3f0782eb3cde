import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { files } from '../../files/public.ts'
import { scopeOf } from '../patients/scope.ts'
import { setPicture } from './actions.ts'
import { findOwnPicture, findShownPicture, listSmallPictures } from './queries.ts'

const { read, set, remove, listSmall, readOwn } = contract.patients.pictures

export const pictureRoutes = {
  read: operation(read, async (given) => {
    const { tx, input, platform } = given
    const shown = await findShownPicture(tx, input.params.id, scopeOf(given))
    const answer = await files.readUsed(tx, platform.blobs, shown?.file_id ?? null)
    if (!answer) throw refuse('not-found')
    return answer
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
    return {
      items: rows.map(({ id, file_id, small_sealed }) => ({
        id,
        fileId: file_id,
        content: files.openPreview(tx.sealer, file_id, small_sealed),
      })),
    }
  }),

  readOwn: operation(readOwn, async ({ tx, input, platform }) => {
    const shown = await findOwnPicture(tx, input.params.id)
    const answer = await tx.asOrganization(() => files.readUsed(tx, platform.blobs, shown?.file_id ?? null))
    if (!answer) throw refuse('not-found')
    return answer
  }),
}
