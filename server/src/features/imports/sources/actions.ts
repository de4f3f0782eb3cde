import { largestImport } from '@polyclinic/contract/imports/import-fields.ts'
import type { ImportState } from '@polyclinic/contract/imports/import-states.ts'
import type { Tenant } from '../../../kit/db/tenant.ts'
import type { OwnTransactions, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import { rightsOf } from '../../../kit/http/rights.ts'
import type { BlobStore } from '../../../kit/storage/blobs.ts'
import { WorkEnded } from '../../../kit/works/ended.ts'
import { files } from '../../files/public.ts'
import { findImport, type ImportRow } from '../ledger/queries.ts'
import { openImport } from '../ledger/view.ts'
import type { RowFacts } from '../rows/read-row.ts'
import { inspectTable, type Table } from '../tables/table.ts'
import { reasonOf, Unreadable, type UnreadableReason } from '../tables/unreadable.ts'

type InTenant = <Result>(mode: 'read', work: (tx: TenantTx) => Promise<Result>) => Promise<Result>

/** A table whole, from wherever it lies, if it is not larger than one may be; undefined where it is there no longer. */
export async function readWhole(
  inTenant: InTenant,
  blobs: BlobStore,
  fileId: string | null,
): Promise<Buffer | undefined> {
  const file = await inTenant('read', (tx) => files.readUsed(tx, blobs, fileId))
  if (!file) return undefined
  if (file.size > largestImport.bytes) throw new Unreadable('too-large')
  const pieces: Uint8Array[] = []
  for await (const piece of file.open(0, file.size - 1)) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** The table that the caller sent, before anything is kept of it. */
export async function readSent(
  inTenant: InTenant,
  blobs: BlobStore,
  fileId: string,
  sheet?: string,
): Promise<{ fileId: string; name: string; table: Table }> {
  const none = { name: '', state: '', isUsed: false }
  const { name, state, isUsed } = await inTenant('read', (tx) => files.own(tx, fileId).catch(() => none))
  // an import takes its table away: what lies in a chart is none
  if (state !== 'kept' || isUsed) throw refuseField('fileId', 'unknown', 'is no file that can be used here')
  return { fileId, name, table: await readTable(() => readWhole(inTenant, blobs, fileId), sheet) }
}

export async function readTable(read: () => Promise<Buffer | undefined>, sheet?: string): Promise<Table> {
  try {
    const bytes = await read()
    if (!bytes) throw new Unreadable('gone')
    return await inspectTable(bytes, sheet)
  } catch (error) {
    const reason = reasonOf(error)
    throw reason ? refuse('table-unreadable', { reason }) : error
  }
}

interface Opening {
  own: OwnTransactions
  tenant?: Tenant
  input: { importId: string }
}

/** An import as a work of it finds it; the work ends where nobody asked for that any more, or may not any more. */
export async function openForWork({ own, tenant, input }: Opening, state: ImportState) {
  const rights = tenant && rightsOf(tenant)
  // as the gate has it: owners own all of it, wherever they work
  const reachesAll = !rights?.clinicIds || rights.roleKey === 'owner'
  if (!tenant || !rights?.permissions.has('patients.import') || !reachesAll) throw new WorkEnded('cancelled')
  const { row, opened } = await own.inTenant('read', async (tx) => {
    const found = await findImport(tx, input.importId)
    if (found?.state !== state) throw new WorkEnded('cancelled')
    return { row: found, opened: openImport(found, tx.sealer) }
  })
  return { tenant, row, ...opened }
}

/** How the rows of an import are read: on the days of those who are furthest ahead. */
export const rowFactsOf = ({ country, kind }: Tenant, setup: RowFacts['setup']): RowFacts => ({
  setup,
  country,
  treats: kind,
  today: new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10),
})

/** Reads a table to its end; answers why that could not be, where it could not. */
export async function readToTheEnd(
  own: OwnTransactions,
  blobs: BlobStore,
  row: ImportRow,
  read: (bytes: Buffer) => Promise<void>,
): Promise<UnreadableReason | undefined> {
  try {
    const bytes = await readWhole(own.inTenant, blobs, row.file_id)
    if (!bytes) throw new Unreadable('gone')
    await read(bytes)
    return undefined
  } catch (error) {
    const reason = reasonOf(error)
    if (reason) return reason
    throw error
  }
}
