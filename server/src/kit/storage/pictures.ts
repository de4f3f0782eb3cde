import type { Sharp } from 'sharp'

/** Pixels of the largest picture that is unpacked: what is small on the wire can be huge in memory. */
const pixelLimit = 60_000_000
/** Bytes of the largest picture that is read into memory. */
export const pictureBytes = 50_000_000
/** Pixels of a side of a portrait: on its own page, and beside a name. */
const [portraitSide, smallSide] = [256, 64]
/** Pixels of the longer side of what a gallery shows. */
const previewSide = 320

const formats: Record<string, 'jpeg' | 'png' | 'webp' | 'avif'> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/avif': 'avif',
}

export const isPictureType = (type: string) => type in formats

export interface Picture {
  content: Buffer
  type: string
  /** The same, small. */
  small?: Buffer
}

/**
 * The picture alone, upright: no place, no camera, no other words, nothing behind its end. `side`: its longest side in pixels.
 * Undefined where it cannot be read or is too large to unpack. `type` is what its content says that it is.
 */
export function cleanPicture(bytes: Uint8Array, type: string, side?: number): Promise<Picture | undefined> {
  return unpacked(bytes, type, async (upright, format) => {
    const sized = side ? upright.resize(side, side, { fit: 'inside', withoutEnlargement: true }) : upright
    const written = format === 'png' ? sized.png() : sized.toFormat(format, { quality: 90 })
    return { content: await written.toBuffer(), type }
  })
}

/** A picture as large as it came, likewise cleaned, and small as a gallery shows it. */
export function previewedPicture(bytes: Uint8Array, type: string): Promise<Picture | undefined> {
  return unpacked(bytes, type, async (upright, format) => {
    const whole = upright.clone()
    const content = await (format === 'png' ? whole.png() : whole.toFormat(format, { quality: 90 })).toBuffer()
    const fitted = upright.resize(previewSide, previewSide, { fit: 'inside', withoutEnlargement: true })
    return { content, type, small: await fitted.webp({ quality: 75 }).toBuffer() }
  })
}

/** The middle of a picture as a square, in two sizes, likewise without anything else. */
export function portraitOf(bytes: Uint8Array, type: string): Promise<Picture | undefined> {
  return unpacked(bytes, type, async (upright) => {
    const square = (side: number) =>
      upright.clone().resize(side, side, { fit: 'cover' }).webp({ quality: 82 }).toBuffer()
    return { content: await square(portraitSide), type: 'image/webp', small: await square(smallSide) }
  })
}

/** As a PNG of at most so many pixels a side; `contain`: exactly so many, with nothing around what is less wide or high. */
export function pngWithin(
  bytes: Uint8Array,
  type: string,
  { side, fit }: { side: number; fit: 'inside' | 'contain' },
): Promise<Picture | undefined> {
  return unpacked(bytes, type, async (upright) => {
    const background = { r: 0, g: 0, b: 0, alpha: 0 }
    const sized = upright.resize(side, side, { fit, background, withoutEnlargement: fit === 'inside' })
    return { content: await sized.png().toBuffer(), type: 'image/png' }
  })
}

async function unpacked(
  bytes: Uint8Array,
  type: string,
  work: (upright: Sharp, format: 'jpeg' | 'png' | 'webp' | 'avif') => Promise<Picture>,
): Promise<Picture | undefined> {
  const format = formats[type]
  if (!format) return undefined
  // a native library, which a process without pictures does without
  const { default: sharp } = await import('sharp')
  try {
    return await work(sharp(bytes, { limitInputPixels: pixelLimit, failOn: 'error' }).autoOrient(), format)
  } catch {
    return undefined
  }
}
