import { filePartBytes, type File as KeptFile, type FilePurpose } from '@polyclinic/contract/files/files.ts'
import { api, ApiError } from '../../../kit/api/api.ts'

interface Upload {
  organization: string
  purpose: FilePurpose
  content: File
  /** From 0 to 1. */
  onProgress: (share: number) => void
  signal: AbortSignal
}

/** Sends a file part by part; resolves once the server has looked it over. A part that is cut off is sent again, twice at most. */
export async function upload({ organization, purpose, content, onProgress, signal }: Upload): Promise<KeptFile> {
  const { name, size } = content
  const { id } = await api.files.files.create({ params: { organization }, body: { name, purpose, size } }, { signal })
  const params = { organization, id }
  for (let number = 0; number * filePartBytes < size; number++) {
    const from = number * filePartBytes
    const part = content.slice(from, from + filePartBytes)
    const url = `/api/v1/organizations/${organization}/files/${id}/parts/${number}`
    await again(2, signal, () => sendPart(url, part, (sent) => onProgress((from + sent) / size), signal))
  }
  const sha256 = await hashOf(content)
  return api.files.completions.create({ params, body: { sha256 } }, { signal })
}

const hashOf = async (content: Blob): Promise<string> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', await content.arrayBuffer())).toHex()

/** What was refused stays refused; what was cut off is tried once more. */
async function again(times: number, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (times === 0 || signal.aborted || error instanceof ApiError) throw error
    await again(times - 1, signal, work)
  }
}

/** By XMLHttpRequest: fetch does not say how much of a body has left. */
function sendPart(url: string, part: Blob, onSent: (bytes: number) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', url)
    request.responseType = 'json'
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('x-requested-with', 'polyclinic')
    request.upload.addEventListener('progress', ({ loaded }) => onSent(loaded))
    request.addEventListener('load', () =>
      request.status < 300
        ? resolve()
        : reject(new ApiError(request.response as ConstructorParameters<typeof ApiError>[0])),
    )
    // like a fetch that did not reach the server
    request.addEventListener('error', () => reject(new TypeError('the connection was cut')))
    request.addEventListener('abort', () => reject(signal.reason as Error))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(part)
  })
}
