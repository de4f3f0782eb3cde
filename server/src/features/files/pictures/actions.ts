import { sql } from 'kysely'
import type { BytesAnswer } from '@polyclinic/contract/kit/plain.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { requireVersion } from '../../../kit/db/versioned.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import type { BlobStore } from '../../../kit/storage/blobs.ts'
import { discardFile, readUsed, useFile } from '../files/actions.ts'
import { isOf, lockPicture, type PictureSubject } from './queries.ts'

/** Puts a picture in the place of the one before, which is deleted; null: none. Answers its version. */
export async function setPicture(
  tx: TenantTx,
  subject: PictureSubject,
  { id, expectedVersion }: { id: string; expectedVersion?: number },
  fileId: string | null,
): Promise<number> {
  if (fileId !== null) await useFile(tx, fileId, subject.purpose, 'fileId')
  if (expectedVersion === undefined && (await addPicture(tx, subject, id, fileId))) return 1
  const before = await lockPicture(tx, subject, id)
  requireVersion(before?.version ?? 0, expectedVersion)
  await tx.run(sql`
    update ${subject.table} set ${subject.file} = ${fileId}
    where organization_id = ${tx.organization.id} ${isOf(subject, id)}`)
  if (before?.file_id) await discardFile(tx, before.file_id)
  subject.changed(tx, id)
  return (before?.version ?? 0) + 1
}

/** False where there was one before, or where one was taken away. */
export async function addPicture(
  tx: TenantTx,
  { table, whose, file, changed }: PictureSubject,
  id: string,
  fileId: string | null,
): Promise<boolean> {
  if (fileId === null) return false
  const added = await tx.run(sql`
    insert into ${table} (organization_id, ${whose ? sql`${whose}, ` : sql``} ${file})
    values (${tx.organization.id}, ${whose ? sql`${id}, ` : sql``} ${fileId}) on conflict do nothing`)
  if (added > 0) changed(tx, id)
  return added > 0
}

/** A picture for whoever may see what has it; there is none while the scanner is awaited. */
export async function showPicture(tx: TenantTx, blobs: BlobStore, fileId: string | null = null): Promise<BytesAnswer> {
  const answer = await readUsed(tx, blobs, fileId)
  if (!answer) throw refuse('not-found')
  return answer
}
