export { fileReleased } from './events.ts'
export type { PictureSubject } from './pictures/queries.ts'
export type { FileTakenAlong } from './files/view.ts'

import { deleteAllBytes, isKept, listToTakeAlong, putFile, readUsed, useNamedFile } from './files/actions.ts'
import { openPreview } from './files/view.ts'
import { addPicture, setPicture, showPicture } from './pictures/actions.ts'
import { listSmallPictures } from './pictures/queries.ts'
import { smallPicturesView } from './pictures/view.ts'

export const files = { deleteAllBytes, putFile, isKept, readUsed, use: useNamedFile, openPreview, listToTakeAlong }
export const pictures = { addPicture, setPicture, showPicture, listSmallPictures, smallPicturesView }
