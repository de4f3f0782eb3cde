export { fileReleased, fileTakenAway } from './events.ts'
export type { PictureSubject } from './pictures/queries.ts'
export type { FileTakenAlong } from './files/view.ts'
export type { ReceivedPicture } from './receipts/actions.ts'
import {
  deleteAllBytes,
  discardFile,
  discardUnlessUsed,
  isKept,
  listNamedToTakeAlong,
  listToTakeAlong,
  ownNamedFile,
  putFile,
  readUsed,
  takeFilesAway,
  useNamedFile,
} from './files/actions.ts'
import { openPreview } from './files/view.ts'
import { keepReceived, receivePicture } from './receipts/actions.ts'
import { addPicture, setPicture, showPicture } from './pictures/actions.ts'
import { listSmallPictures } from './pictures/queries.ts'
import { smallPicturesView } from './pictures/view.ts'

export const files = {
  deleteAllBytes,
  putFile,
  isKept,
  readUsed,
  use: useNamedFile,
  own: ownNamedFile,
  discard: discardFile,
  discardUnlessUsed,
  takeAway: takeFilesAway,
  openPreview,
  listToTakeAlong,
  listNamedToTakeAlong,
  receive: receivePicture,
  keepReceived,
}
export const pictures = { addPicture, setPicture, showPicture, listSmallPictures, smallPicturesView }
