export const documentKinds = ['picture', 'pdf', 'video', 'dicom', 'other'] as const

export type DocumentKind = (typeof documentKinds)[number]

export const documentStatuses = ['current', 'entered-in-error'] as const

export type DocumentStatus = (typeof documentStatuses)[number]

/** By the media type of its content. */
export function kindOfType(type: string): DocumentKind {
  if (/^image\/(jpeg|png|webp|avif)$/.test(type)) return 'picture'
  if (type === 'application/pdf') return 'pdf'
  if (type === 'application/dicom') return 'dicom'
  return type.startsWith('video/') ? 'video' : 'other'
}

/** What is drawn with on a picture: colours that stand out on skin, fur and film. */
export const inks = ['red', 'yellow', 'green', 'blue', 'white', 'black'] as const

export type Ink = (typeof inks)[number]

/** Pictures that one code takes from a phone, and minutes that it works. */
export const [phonePictures, phoneMinutes] = [30, 15] as const

/** Bytes of one picture of a phone. */
export const phonePictureBytes = 20_000_000
