import { sql } from 'kysely'
import type { z } from 'zod'
import { kindOfType } from '@polyclinic/contract/attachments/document-words.ts'
import type { documentChange, newDocument } from '@polyclinic/contract/attachments/documents.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { isHeldBack } from '../../../kit/erasures.ts'
import { changeVersioned, justWritten } from '../../../kit/db/versioned.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import { files } from '../../files/public.ts'
import type { PatientScope } from '../../patients/public.ts'
import { documentChanged } from '../events.ts'
import { findDocument, findLying, isSeen, type DocumentReader, type DocumentRow } from './queries.ts'
import { latestDayAt } from './rules.ts'
import { documentSecrets } from './view.ts'

export type NewDocument = z.infer<typeof newDocument>
type DocumentChange = z.infer<typeof documentChange>

/** Whoever adds something sees it, wherever it lies. */
const everywhere: DocumentReader = { scope: undefined, mayFile: true }

interface Filed {
  /** Absent: the inbox. */
  patientId?: string
  fileId: string
  /** As found by its content. */
  type: string
  name: string
  source?: 'desk' | 'phone'
  recordedBy?: string
  /** By which link of a phone it came. */
  phoneLinkId?: string
  id?: string
}

/** Files what the caller sent; refused where it is not theirs, not whole, or in use. */
export async function addDocument(
  tx: TenantTx,
  patientId: string | undefined,
  given: NewDocument,
  scope: PatientScope,
): Promise<DocumentRow> {
  if (patientId !== undefined && !(await isSeen(tx, patientId, scope))) throw refuse('not-found')
  const file = await files.use(tx, given.fileId, 'attachment', 'fileId')
  return fileDocument(tx, { patientId, fileId: file.id, ...file }, given)
}

const today = sql`(clock_timestamp() at time zone 'UTC')::date`

/** Writes the row of a document whose file is in use already. */
export async function fileDocument(
  tx: TenantTx,
  {
    patientId,
    fileId,
    type,
    name,
    source = 'desk',
    recordedBy = tx.caller.accountId,
    phoneLinkId,
    id = newId(),
  }: Filed,
  told: Omit<NewDocument, 'fileId'>,
): Promise<DocumentRow> {
  refuseFuture(told.takenOn)
  const seal = (field: 'title' | 'note', value: string | undefined) => documentSecrets.seal(tx.sealer, id, field, value)
  const takenOn = told.takenOn ?? null
  await tx.run(sql`
    insert into tenant.document_references (organization_id, id, patient_id, file_id, kind, title_sealed, taken_on, tags,
      body_side, note_sealed, source, recorded_by, phone_link_id)
    values (${tx.organization.id}, ${id}, ${patientId ?? null}, ${fileId}, ${kindOfType(type)},
      ${seal('title', told.title ?? name)},
      coalesce(${takenOn}::date, ${today}),
      ${told.tags ?? []}::text[], ${told.bodySide ?? null}, ${seal('note', told.note)},
      ${source}, ${recordedBy ?? null}, ${phoneLinkId ?? null})`)
  announce(tx, patientId)
  return justWritten(findDocument(tx, id, everywhere))
}

function refuseFuture(takenOn: string | undefined): void {
  if (takenOn && takenOn > latestDayAt(Date.now())) throw refuseField('takenOn', 'future', 'lies in the future')
}

export const announce = (tx: TenantTx, patientId: string | null | undefined) =>
  tx.announce(documentChanged, patientId ? { patientId } : {})

/** A file was let through or taken away: whoever looks at the chart or the inbox in which it lies hears of that. */
export async function announceSettled(tx: TenantTx, { fileId }: { fileId: string }): Promise<void> {
  const lying = await findLying(tx, fileId)
  if (lying) announce(tx, lying.patient_id)
}

export interface Which {
  id: string
  reader: DocumentReader
  expectedVersion?: number
}

export const changeDocument = (
  tx: TenantTx,
  { id, reader, expectedVersion }: Which,
  change: DocumentChange,
): Promise<DocumentRow> =>
  changeVersioned({
    find: () => findDocument(tx, id, reader),
    expectedVersion,
    write: (before) => writeDocument(tx, before, change),
    follow: ({ patient_id: patientId }) => announce(tx, patientId),
  })

function writeDocument(tx: TenantTx, before: DocumentRow, change: DocumentChange): Promise<number> {
  refuseFuture(change.takenOn)
  const was = documentSecrets.open(tx.sealer, before)
  const title = change.title ?? was.title
  const note = change.note === undefined ? was.note : change.note
  return tx.run(sql`
    update tenant.document_references set
      title_sealed = ${documentSecrets.renew(tx.sealer, before, 'title', title)},
      note_sealed = ${documentSecrets.renew(tx.sealer, before, 'note', note)},
      taken_on = ${change.takenOn ?? before.taken_on}, tags = ${change.tags ?? before.tags}::text[],
      body_side = ${change.bodySide === undefined ? before.body_side : change.bodySide},
      status = ${change.status ?? before.status}
    where organization_id = ${tx.organization.id} and id = ${before.id} and version = ${before.version}`)
}

/** In the chart that a document leaves: that one was moved away, which stands in the audit of that patient, too. */
const leaveLine = (tx: TenantTx, documentId: string, patientId: string) =>
  tx.run(sql`
    insert into tenant.document_moves (organization_id, id, patient_id, document_id, moved_by)
    values (${tx.organization.id}, ${newId()}, ${patientId}, ${documentId}, ${tx.caller.accountId ?? null})`)

/** The line holds the patient's row: a hold at the same moment is found here, or comes after the move. */
async function leave(tx: TenantTx, documentId: string, patientId: string): Promise<void> {
  await leaveLine(tx, documentId, patientId)
  for (const holdsBack of tx.extensions(isHeldBack))
    if (await holdsBack(tx, patientId)) throw refuse('wrong-state', { state: 'on-hold' })
}

/** Into the chart of a patient whom the caller sees, or back to the inbox; both charts hear of it. */
export const assignDocument = (
  tx: TenantTx,
  { id, reader, expectedVersion }: Which,
  patientId: string | null,
): Promise<DocumentRow> =>
  changeVersioned({
    find: () => findDocument(tx, id, reader),
    expectedVersion,
    async write(before) {
      if (before.discarded_at) throw refuse('wrong-state', { state: 'discarded' })
      if (patientId !== null && !(await isSeen(tx, patientId, reader.scope)))
        throw refuseField('patientId', 'unknown', 'is no patient')
      if (before.patient_id !== null && before.patient_id !== patientId) await leave(tx, before.id, before.patient_id)
      return tx.run(sql`
        update tenant.document_references set patient_id = ${patientId}
        where organization_id = ${tx.organization.id} and id = ${before.id} and version = ${before.version}`)
    },
    follow(before) {
      announce(tx, before.patient_id)
      announce(tx, patientId)
    },
    // what was put back lies in the inbox, where somebody else may have to look for it
    reread: () => findDocument(tx, id, everywhere),
  })
