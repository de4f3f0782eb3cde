import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import S3rver from 's3rver'

export interface Bucket {
  /** As `FILES_URL` takes it; with another key where one is given. */
  address(key?: string): string
  /** Where each object lies on this machine. */
  objects(): string[]
  close(): Promise<void>
}

/** An object storage of its own that speaks S3 and keeps its objects in a folder. */
export async function startBucket(): Promise<Bucket> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'polyclinic-s3-'))
  const peer = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: folder,
    configureBuckets: [{ name: 'files', configs: [] }],
  })
  const { port } = await peer.run()
  return {
    address: (key = 'S3RVER') => `s3://${key}:S3RVER@127.0.0.1:${port}/files?region=eu-central-1&tls=off`,
    objects: () =>
      readdirSync(path.join(folder, 'files'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name)),
    async close() {
      await peer.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
