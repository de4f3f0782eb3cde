import { squareOf, type Size, type View } from './crop.ts'

export interface ChosenPicture extends Size {
  url: string
  image: HTMLImageElement
}

/** Pixels of a side of what is sent: twice what is shown, so that nothing is lost on the way. */
const sentSide = 512

/** A picture as this browser can show it, upright; undefined where it cannot. Its address is to be given back (`forget`). */
export async function openPicture(file: File): Promise<ChosenPicture | undefined> {
  const url = URL.createObjectURL(file)
  const image = new Image()
  image.src = url
  try {
    await image.decode()
    return { url, image, width: image.naturalWidth, height: image.naturalHeight }
  } catch {
    URL.revokeObjectURL(url)
    return undefined
  }
}

export const forget = ({ url }: ChosenPicture) => URL.revokeObjectURL(url)

/** What lies under the window, as a file to be sent; on white where the picture lets through. */
export async function cut({ image, ...size }: ChosenPicture, view: View): Promise<File> {
  const canvas = document.createElement('canvas')
  canvas.width = sentSide
  canvas.height = sentSide
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('this browser draws nothing')
  pen.fillStyle = 'white'
  pen.fillRect(0, 0, sentSide, sentSide)
  pen.imageSmoothingQuality = 'high'
  const { left, top, side } = squareOf(size, view)
  pen.drawImage(image, left, top, side, side, 0, 0, sentSide, sentSide)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.92))
  if (!blob) throw new Error('this browser draws nothing')
  return new File([blob], 'portrait.jpg', { type: blob.type })
}
