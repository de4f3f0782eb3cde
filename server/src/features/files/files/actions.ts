import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { filePurposes, type FilePurpose } from '@polyclinic/contract/files/files.ts'
import type { BytesAnswer } from '@polyclinic/contract/kit/plain.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import { blobName, type BlobStore } from '../../../kit/storage/blobs.ts'
import { newFileKey, partBytes, partCount, sealPart } from '../../../kit/storage/chunks.ts'
import { plans } from '../../plans/public.ts'
import { findFile, listAllParts, listKeptNamed, listKeptFiles, listParts, type FileRow } from './queries.ts'
import { isTooLarge, safeName } from './rules.ts'
import {
  bytesView,
  contentOf,
  factsOf,
  fileSecrets,
  previewSecrets,
  sealedFileOf,
  type FileFacts,
  type FileTakenAlong,
} from './view.ts'

export interface NewFile {
  name: string
  purpose: FilePurpose
  size: number
}

export const sealKey = (tx: TenantTx, id: string, key: Buffer) =>
  fileSecrets.seal(tx.sealer, id, 'key', key.toString('base64'))

export const sealFacts = (tx: TenantTx, id: string, facts: FileFacts) => fileSecrets.seal(tx.sealer, id, 'facts', facts)

export async function announceFile(tx: TenantTx, { name, purpose, size }: NewFile): Promise<FileRow> {
  if (isTooLarge(purpose, size)) throw refuse('file-too-large', { limit: filePurposes[purpose].limit })
  await plans.allow(tx, 'megabytes', Math.ceil(size / 1_000_000))
  const id = newId()
  await tx.run(sql`
    insert into tenant.files (organization_id, id, account_id, purpose, size, facts_sealed, key_sealed)
    values (${tx.organization.id}, ${id}, ${tx.caller.accountId}, ${purpose}, ${size},
      ${sealFacts(tx, id, { name: safeName(name) })}, ${sealKey(tx, id, newFileKey())})`)
  return (await findFile(tx, id)) as FileRow
}

/** Somebody else's file looks like one that does not exist. */
export async function ownFile(tx: TenantTx, id: string, options?: { lock?: boolean }): Promise<FileRow> {
  const row = await findFile(tx, id, options)
  if (!row || row.account_id !== tx.caller.accountId) throw refuse('not-found')
  return row
}

/** What the caller sent, with its name; what nobody uses goes after a day. */
export async function ownNamedFile(tx: TenantTx, id: string) {
  const row = await ownFile(tx, id)
  return { name: factsOf(tx.sealer, row).name, state: row.state, isUsed: row.used_at !== null }
}

/** Deletes what nobody uses; its bytes go with the next round of clearing. */
export async function removeFile(tx: TenantTx, id: string): Promise<void> {
  const row = await ownFile(tx, id, { lock: true })
  if (row.used_at) throw refuse('in-use')
  await discardFile(tx, id)
}

/** Something is shown with it from now on; refused where it is not the caller's, not whole, or for something else. */
export async function useFile(tx: TenantTx, id: string, purpose: FilePurpose, field: string): Promise<FileRow> {
  const row = await findFile(tx, id, { lock: true })
  const isUsable = row?.account_id === tx.caller.accountId && row?.purpose === purpose && row.type !== null
  if (!row || !isUsable || row.used_at) throw refuseField(field, 'unknown', 'is no file that can be used here')
  await tx.run(sql`
    update tenant.files set used_at = clock_timestamp() where organization_id = ${tx.organization.id} and id = ${id}`)
  return row
}

/** The same, with what it was called and what it was found to be. */
export async function useNamedFile(tx: TenantTx, id: string, purpose: FilePurpose, field: string) {
  const row = await useFile(tx, id, purpose, field)
  return { id: row.id, type: row.type ?? '', name: factsOf(tx.sealer, row).name }
}

/** Something that the server made, sealed like what people send, in use from the beginning. */
export async function putFile(
  tx: TenantTx,
  blobs: BlobStore,
  {
    id = newId(),
    name,
    purpose,
    type,
    content,
    small,
  }: Omit<NewFile, 'size'> & { id?: string; type: string; content: Buffer; small?: Buffer },
): Promise<string> {
  const file = { organizationId: tx.organization.id, fileId: id, key: newFileKey(), size: content.length }
  const sha256 = createHash('sha256').update(content).digest('hex')
  await tx.run(sql`
    insert into tenant.files
      (organization_id, id, account_id, purpose, state, size, type, facts_sealed, key_sealed, used_at)
    values (${file.organizationId}, ${id}, ${tx.caller.accountId}, ${purpose}, 'kept', ${file.size}, ${type},
      ${sealFacts(tx, id, { name: safeName(name), sha256 })}, ${sealKey(tx, id, file.key)}, clock_timestamp())`)
  for (let number = 0; number < partCount(file.size); number++) {
    const bytes = content.subarray(number * partBytes, (number + 1) * partBytes)
    const part = newId()
    const fingerprint = fingerprintOf(tx, id, createHash('sha256').update(bytes).digest())
    await tx.run(sql`
      insert into tenant.file_parts (organization_id, id, file_id, number, state, fingerprint)
      values (${file.organizationId}, ${part}, ${id}, ${number}, 'arrived', ${fingerprint})`)
    await blobs.put(blobName(file.organizationId, id, part), sealPart(file, number, Readable.from([bytes])))
  }
  if (small) await addPreview(tx, id, small)
  return id
}

/** The small size that is shown where there are many. */
export const addPreview = (tx: TenantTx, fileId: string, small: Buffer) =>
  tx.run(sql`
    insert into tenant.file_previews (organization_id, file_id, small_sealed)
    values (${tx.organization.id}, ${fileId}, ${previewSecrets.seal(tx.sealer, fileId, 'small', small.toString('base64'))})`)

/** Whether a file can be shown: it is whole, and no scanner is awaited. */
export const isKept = async (tx: TenantTx, id: string) => (await findFile(tx, id))?.state === 'kept'

/** A keyed hash of a part's content: whoever reads the database cannot tell a known file by it. */
export const fingerprintOf = (tx: TenantTx, fileId: string, sha: Buffer) =>
  tx.sealer.token('file-part', `${fileId}|${sha.toString('hex')}`)

/** By any key of the organization: it may have got a new one since. */
export const isFingerprintOf = (tx: TenantTx, fileId: string, sha: Buffer, fingerprint: Buffer | null) =>
  tx.sealer
    .tokens('file-part', `${fileId}|${sha.toString('hex')}`)
    .some((each) => fingerprint !== null && each.equals(fingerprint))

/** What something above shows, for whoever may see that; undefined while the scanner is awaited, or where there is none. */
export async function readUsed(tx: TenantTx, blobs: BlobStore, id: string | null): Promise<BytesAnswer | undefined> {
  const row = id === null ? undefined : await findFile(tx, id)
  if (row?.state !== 'kept') return undefined
  return bytesView(blobs, tx.organization.id, tx.sealer, row, await listParts(tx, row.id))
}

/** Nothing uses it any more. */
export const discardFile = (tx: TenantTx, id: string) =>
  tx.run(sql`
    update tenant.files set state = 'deleted', used_at = null where organization_id = ${tx.organization.id} and id = ${id}`)

/** Their bytes go with the next round of clearing; their rows stay, called `name`, for what names them. */
export const takeFilesAway = (tx: TenantTx, ids: readonly string[], name: string) =>
  tx.run(sql`
    update tenant.files f set state = 'deleted', facts_sealed = n.facts
    from unnest(${[...ids]}::uuid[], ${ids.map((id) => sealFacts(tx, id, { name }))}::bytea[]) n (id, facts)
    where f.organization_id = ${tx.organization.id} and f.id = n.id`)

/** The same, unless something is shown with it by now. */
export const discardUnlessUsed = (tx: TenantTx, id: string) =>
  tx.run(sql`
    update tenant.files set state = 'deleted'
    where organization_id = ${tx.organization.id} and id = ${id} and used_at is null`)

/** After their bytes: rows of parts, and of files of which nothing is left; what is still used is named by what uses it. */
export async function forgetParts(tx: TenantTx, partIds: readonly string[]): Promise<void> {
  const organizationId = tx.organization.id
  await tx.run(sql`
    delete from tenant.file_parts where organization_id = ${organizationId} and id = any (${[...partIds]}::uuid[])`)
  await tx.run(sql`
    delete from tenant.file_previews s using tenant.files f
    where s.organization_id = ${organizationId} and f.organization_id = s.organization_id and f.id = s.file_id and f.state = 'deleted'`)
  await tx.run(sql`
    delete from tenant.files f where f.organization_id = ${organizationId} and f.state = 'deleted' and f.used_at is null and not exists (
      select from tenant.file_parts p where p.organization_id = f.organization_id and p.file_id = f.id)`)
}

/** What was announced or sent a day ago and is used by nothing. */
export const discardUnused = (tx: TenantTx) =>
  tx.run(sql`
    update tenant.files set state = 'deleted'
    where organization_id = ${tx.organization.id} and state <> 'deleted' and (state = 'pending' or used_at is null)
      and created_at < statement_timestamp() - interval '1 day'`)

/** Files of the organization behind that one, by id, for whoever takes everything along. */
export async function listToTakeAlong(
  tx: TenantTx,
  blobs: BlobStore,
  after: string | undefined,
  limit: number,
): Promise<FileTakenAlong[]> {
  return takenAlong(tx, blobs, await listKeptFiles(tx, after, limit))
}

/** The same of files that are named: those of them that can be read. */
export const listNamedToTakeAlong = async (tx: TenantTx, blobs: BlobStore, ids: readonly string[]) =>
  takenAlong(tx, blobs, await listKeptNamed(tx, ids))

async function takenAlong(tx: TenantTx, blobs: BlobStore, rows: readonly FileRow[]): Promise<FileTakenAlong[]> {
  const taken: FileTakenAlong[] = []
  for (const row of rows) {
    const file = sealedFileOf(tx.organization.id, tx.sealer, row)
    const content = contentOf(blobs, file, await listParts(tx, row.id))
    taken.push({ id: row.id, name: factsOf(tx.sealer, row).name, size: row.size, content })
  }
  return taken
}

/** All bytes of an organization's files, whose rows are left as they are. */
export async function deleteAllBytes(
  inTenant: <Result>(mode: 'read', work: (tx: TenantTx) => Promise<Result>) => Promise<Result>,
  blobs: BlobStore,
): Promise<void> {
  for (let after: string | undefined; ;) {
    const behind = after
    const { parts, organizationId } = await inTenant('read', async (tx) => ({
      parts: await listAllParts(tx, behind, 500),
      organizationId: tx.organization.id,
    }))
    for (const { id, file_id } of parts) await blobs.delete(blobName(organizationId, file_id, id))
    after = parts.at(-1)?.id
    if (after === undefined) return
  }
}
