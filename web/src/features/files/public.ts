export { upload } from './files/upload.ts'
export { pictureChanges } from './pictures/picture-changes.ts'
export { PictureField } from './pictures/PictureField.tsx'
export { PortraitField } from './pictures/PortraitField.tsx'
