import type { Readable } from 'node:stream'
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { BlobStore } from '../../kit/storage/blobs.ts'

/**
 * A bucket of Amazon S3 or of whatever speaks like it: `s3://key:secret@host:port/bucket?region=eu-central-1&tls=off`. A part of a
 * file, 4 MB, is held while it is sent: the signature covers it.
 */
export function bucketStore(address: string): BlobStore {
  const { hostname, port, pathname, searchParams, username, password } = new URL(address)
  const Bucket = pathname.slice(1)
  const client = new S3Client({
    endpoint: `${searchParams.get('tls') === 'off' ? 'http' : 'https'}://${hostname}${port && `:${port}`}`,
    region: searchParams.get('region') ?? 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: decodeURIComponent(username), secretAccessKey: decodeURIComponent(password) },
  })
  return {
    async put(Key, bytes) {
      const pieces: Uint8Array[] = []
      for await (const piece of bytes) pieces.push(piece)
      await client.send(new PutObjectCommand({ Bucket, Key, Body: Buffer.concat(pieces) }))
    },
    async *read(Key, first, last) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, Range: `bytes=${first}-${last}` }))
      yield* Body as Readable
    },
    async delete(Key) {
      await client.send(new DeleteObjectCommand({ Bucket, Key }))
    },
  }
}
