import { createReadStream } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import path from 'node:path'

/** Where bytes lie that were sealed already: a folder, or an object storage. */
export interface BlobStore {
  /** Keeps them under a name that was never used before; resolves once they outlive a crash. */
  put(name: string, bytes: AsyncIterable<Uint8Array>): Promise<void>
  /** The bytes from the first to the last, both included. */
  read(name: string, first: number, last: number): AsyncIterable<Uint8Array>
  /** Nothing happens where there is none. */
  delete(name: string): Promise<void>
}

/** `<organization>/<file>/<part>`: whatever a person named stands nowhere in it. */
export const blobName = (organizationId: string, fileId: string, partId: string) =>
  `${organizationId}/${fileId}/${partId}`

const isName = /^[0-9a-f-]{36}\/[0-9a-f-]{36}\/[0-9a-f-]{36}$/

export function folderStore(folder: string): BlobStore {
  const at = (name: string) => {
    if (!isName.test(name)) throw new Error('not the name of a blob')
    return path.join(folder, name)
  }
  return {
    async put(name, bytes) {
      await mkdir(path.dirname(at(name)), { recursive: true, mode: 0o700 })
      const file = await open(at(name), 'wx', 0o600)
      try {
        for await (const piece of bytes) await file.writeFile(piece)
        await file.sync()
      } finally {
        await file.close()
      }
    },
    read: (name, first, last) => createReadStream(at(name), { start: first, end: last }),
    delete: (name) => rm(at(name), { force: true }),
  }
}
