import type { Sealer } from '../../../kit/crypto/seal.ts'
import { openPreview } from '../files/view.ts'
import type { listSmallPictures } from './queries.ts'

type Row = Awaited<ReturnType<typeof listSmallPictures>>[number]

export const smallPicturesView = (sealer: Sealer, rows: readonly Row[]) => ({
  items: rows.map(({ id, file_id, small_sealed }) => ({
    id,
    fileId: file_id,
    content: openPreview(sealer, file_id, small_sealed),
  })),
})
