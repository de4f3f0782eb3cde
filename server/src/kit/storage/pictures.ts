/** Pixels of the largest picture that is unpacked: what is small on the wire can be huge in memory. */
const pixelLimit = 60_000_000
/** Bytes of the largest picture that is read into memory. */
export const pictureBytes = 50_000_000

const formats: Record<string, 'jpeg' | 'png' | 'webp' | 'avif'> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/avif': 'avif',
}

export const isPictureType = (type: string) => type in formats

/**
 * The picture alone, upright: no place, no camera, no other words, nothing behind its end. `side`: its longest side in pixels.
 * Undefined where it cannot be read or is too large to unpack. `type` is what its content says that it is.
 */
export async function cleanPicture(
  bytes: Uint8Array,
  type: string,
  side?: number,
): Promise<{ content: Buffer; type: string } | undefined> {
  const format = formats[type]
  if (!format) return undefined
  // a native library, which a process without pictures does without
  const { default: sharp } = await import('sharp')
  try {
    const upright = sharp(bytes, { limitInputPixels: pixelLimit, failOn: 'error' }).autoOrient()
    const sized = side ? upright.resize(side, side, { fit: 'inside', withoutEnlargement: true }) : upright
    const written = format === 'png' ? sized.png() : sized.toFormat(format, { quality: 90 })
    return { content: await written.toBuffer(), type }
  } catch {
    return undefined
  }
}
