import { ApiError } from '../../../kit/api/api.ts'

/** Pixels of the longer side of what a phone sends. */
const longestSide = 4_000

/**
 * A picture as it is sent: no larger than it is looked at, and without what else the phone wrote into it, most of all the
 * place. One that this browser cannot read goes as it is; the server takes the same out of it.
 */
export async function leanPicture(content: Blob): Promise<Blob> {
  try {
    const picture = await createImageBitmap(content)
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
    const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale))
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    return await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })
  } catch {
    return content
  }
}

interface Sent {
  url: string
  content: Blob
  /** From 0 to 1. */
  onProgress: (share: number) => void
  signal: AbortSignal
}

/** By XMLHttpRequest: fetch does not say how much of a body has left. Answers how many more may come. */
export function sendPicture({ url, content, onProgress, signal }: Sent): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', url)
    request.responseType = 'json'
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('x-requested-with', 'polyclinic')
    request.upload.addEventListener('progress', ({ loaded }) => onProgress(loaded / Math.max(1, content.size)))
    request.addEventListener('load', () =>
      request.status < 300
        ? resolve((request.response as { left: number }).left)
        : reject(new ApiError(request.response as ConstructorParameters<typeof ApiError>[0])),
    )
    // like a fetch that did not reach the server
    request.addEventListener('error', () => reject(new TypeError('the connection was cut')))
    request.addEventListener('abort', () => reject(signal.reason as Error))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(content)
  })
}
