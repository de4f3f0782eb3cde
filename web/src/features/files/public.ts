export { PictureField } from './pictures/PictureField.tsx'
