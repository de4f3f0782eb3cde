export { fileReleased } from './events.ts'
import { discardFile, isKept, putFile, readUsed, useFile } from './files/actions.ts'
import { openPreview } from './files/view.ts'

export const files = { putFile, useFile, isKept, readUsed, discardFile, openPreview }
