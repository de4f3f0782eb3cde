import { sql, type RawBuilder } from 'kysely'
import type { DocumentKind, DocumentStatus } from '@polyclinic/contract/attachments/document-words.ts'
import type { BodySide } from '@polyclinic/contract/records/condition-words.ts'
import {
  bigint,
  bool,
  bytea,
  date,
  int,
  nullable,
  text,
  texts,
  textOf,
  timestamptz,
  uuid,
} from '../../../kit/db/columns.ts'
import { leftJoined, shape, type RowOf } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { patients, type PatientScope } from '../../patients/public.ts'

export const documentRow = shape({
  id: uuid,
  patient_id: nullable(uuid),
  file_id: uuid,
  kind: textOf<DocumentKind>(),
  title_sealed: bytea,
  taken_on: date,
  tags: texts,
  body_side: nullable(textOf<BodySide>()),
  note_sealed: nullable(bytea),
  discard_reason_sealed: nullable(bytea),
  discarded_at: nullable(timestamptz),
  kept_until: nullable(timestamptz),
  lay_in_chart: bool,
  status: textOf<DocumentStatus>(),
  source: textOf<'desk' | 'phone'>(),
  recorded_at: timestamptz,
  recorded_by: nullable(uuid),
  version: int,
  file_state: textOf<'held' | 'kept' | 'deleted'>(),
  file_type: text,
  file_size: bigint,
  small_sealed: nullable(bytea),
})

export type DocumentRow = RowOf<typeof documentRow>

export const documentColumns = documentRow.of('d', {
  file_state: sql`f.state`,
  file_type: sql`f.type`,
  file_size: sql`f.size`,
  small_sealed: sql`s.small_sealed`,
})

/** The file of `d`, and its small size if there is one. */
export const withFile = sql`
  join tenant.files f on f.organization_id = d.organization_id and f.id = d.file_id
  left join tenant.file_previews s on s.organization_id = d.organization_id and s.file_id = d.file_id`

interface Asked {
  kind?: DocumentKind
  tag?: string
  status?: DocumentStatus
  /** The document that the page before ended with. */
  before?: string
  limit: number
}

/** For a reader, the newest first (document_references_by_patient). Undefined where the caller sees no such patient. */
export async function readDocuments(
  tx: TenantTx,
  patientId: string,
  scope: PatientScope,
  { kind, tag, status, before, limit }: Asked,
): Promise<DocumentRow[] | undefined> {
  const rows = await tx.all(leftJoined(documentRow)`
    with ${patients.openChart(tx, patientId, scope, 'document_references')}
    select x.* from opened o left join lateral (
      select ${documentColumns} from tenant.document_references d ${withFile}
      where d.organization_id = ${tx.organization.id} and d.patient_id = o.patient_id
        ${kind ? sql`and d.kind = ${kind}` : sql``} ${status ? sql`and d.status = ${status}` : sql``}
        ${tag ? sql`and ${tag} = any (d.tags)` : sql``}
        ${
          before
            ? sql`and (d.taken_on, d.id) < (select b.taken_on, b.id from tenant.document_references b
                where b.organization_id = ${tx.organization.id} and b.patient_id = o.patient_id and b.id = ${before})`
            : sql``
        }
      order by d.taken_on desc, d.id desc limit ${limit}) x on true
    order by x.taken_on desc, x.id desc`)
  return rows.length === 0 ? undefined : rows.filter((row) => row.id !== null)
}

/** Who looks: whom they see, and, where they file what waits in the inbox, what of it. */
export interface DocumentReader {
  scope: PatientScope
  mayFile: boolean
}

/** What waits in the inbox belongs to no clinic: whoever is scoped to some sees what they put there. */
export const isWaitingFor = (tx: TenantTx, { scope, mayFile }: DocumentReader): RawBuilder<unknown> => {
  if (!mayFile) return sql`false`
  return scope
    ? sql`d.patient_id is null and d.recorded_by = ${tx.caller.accountId ?? null}`
    : sql`d.patient_id is null`
}

/** Of a document, `d`, and its patient, `p`, joined from its left. */
const isVisibleTo = (tx: TenantTx, reader: DocumentReader) =>
  sql`(${isWaitingFor(tx, reader)} or (p.id is not null ${patients.within(tx, reader.scope)}))`

/** Where the caller may see the patient, or files what waits. */
export const findDocument = (tx: TenantTx, id: string, reader: DocumentReader) =>
  tx.maybe(documentRow`
    select ${documentColumns} from tenant.document_references d ${withFile}
    left join tenant.patients p on p.organization_id = d.organization_id and p.id = d.patient_id
    where d.organization_id = ${tx.organization.id} and d.id = ${id}
      and ${isVisibleTo(tx, reader)}`)

/** The chart of a document is opened, and that is recorded; undefined where the caller sees no such patient, or there is none. */
export const openDocument = (tx: TenantTx, id: string, scope: PatientScope) =>
  tx.maybe(documentRow`
    with ${patients.openChart(tx, patientOf(tx, id), scope, 'document_references')}
    select ${documentColumns} from opened o
    join tenant.document_references d on d.organization_id = ${tx.organization.id} and d.id = ${id} ${withFile}`)

const patientOf = (tx: TenantTx, id: string) =>
  sql`(select d.patient_id from tenant.document_references d where d.organization_id = ${tx.organization.id} and d.id = ${id})`

const seenRow = shape({ id: uuid })

/** For whoever is about to write there: who merges or erases the patient comes after this transaction, or has come before it. */
export const isSeen = async (tx: TenantTx, patientId: string, scope: PatientScope): Promise<boolean> =>
  (await tx.maybe(seenRow`
    select p.id from tenant.patients p
    where p.organization_id = ${tx.organization.id} and p.id = ${patientId} ${patients.within(tx, scope)}
    for key share of p`)) !== undefined

const movedRow = shape({ moved_at: timestamptz, moved_by: nullable(uuid) })

export type MovedRow = RowOf<typeof movedRow>

/** Documents that were moved away from a chart and do not lie there again, the newest first (document_moves_by_patient). */
export const listMovedAway = (tx: TenantTx, patientId: string) =>
  tx.all(movedRow`
    select ${movedRow.of('m')} from tenant.document_moves m
    where m.organization_id = ${tx.organization.id} and m.patient_id = ${patientId} and not exists (
      select from tenant.document_references d
      where d.organization_id = m.organization_id and d.id = m.document_id and d.patient_id = m.patient_id)
    order by m.moved_at desc limit 20`)

const tagRow = shape({ tag: text })

/** Of what the caller sees of the last thousand documents (document_references_recent). */
export const listTags = (tx: TenantTx, reader: DocumentReader) =>
  tx.all(tagRow`
    select t.tag from (
      select d.organization_id, d.patient_id, d.recorded_by, d.tags from tenant.document_references d
      where d.organization_id = ${tx.organization.id}
      order by d.recorded_at desc limit 1000) d
    left join tenant.patients p on p.organization_id = d.organization_id and p.id = d.patient_id,
    unnest(d.tags) t (tag)
    where ${isVisibleTo(tx, reader)}
    group by t.tag order by count(*) desc, t.tag limit 100`)

const lyingRow = shape({ patient_id: nullable(uuid) })

/** Where the document of a file lies, a chart or the inbox; undefined where none has it (document_references_by_file). */
export const findLying = (tx: TenantTx, fileId: string) =>
  tx.maybe(lyingRow`
    select ${lyingRow.of('d')} from tenant.document_references d
    where d.organization_id = ${tx.organization.id} and d.file_id = ${fileId}`)

const fileRow = shape({ id: uuid, file_id: uuid })

/** All of a patient's documents with their files, whatever their state, for who takes them along or erases them. */
export const listFilesOf = (tx: TenantTx, patientId: string) =>
  tx.all(fileRow`
    select ${fileRow.of('d')} from tenant.document_references d
    where d.organization_id = ${tx.organization.id} and d.patient_id = ${patientId} order by d.taken_on, d.id`)

/** The files of all documents of these patients, as they lie in the chart. */
export async function listFileIdsOf(tx: TenantTx, patientIds: readonly string[]): Promise<string[]> {
  const rows = await tx.all(fileRow`
    select ${fileRow.of('d')} from tenant.document_references d
    where d.organization_id = ${tx.organization.id} and d.patient_id = any (${[...patientIds]}::uuid[])
    order by d.taken_on, d.id`)
  return rows.map((row) => row.file_id)
}
