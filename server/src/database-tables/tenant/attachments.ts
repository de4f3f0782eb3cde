import type { Generated } from 'kysely'

/** Tables of the schema tenant that attachments owns. Generated from the migrations by `npm run gen:tables`; not edited by hand. */
export interface AttachmentsTables {
  'tenant.document_annotations': {
    organization_id: string
    id: string
    document_id: string
    marks_sealed: Buffer
    status: Generated<string>
    recorded_at: Generated<string>
    recorded_by: string | null
    version: Generated<number>
  }
  'tenant.document_moves': {
    organization_id: string
    id: string
    patient_id: string
    document_id: string
    moved_at: Generated<string>
    moved_by: string | null
  }
  'tenant.document_references': {
    organization_id: string
    id: string
    patient_id: string | null
    file_id: string
    kind: string
    title_sealed: Buffer
    taken_on: Generated<string>
    tags: Generated<string[]>
    body_side: string | null
    note_sealed: Buffer | null
    status: Generated<string>
    source: Generated<string>
    recorded_at: Generated<string>
    recorded_by: string | null
    version: Generated<number>
    phone_link_id: string | null
    discarded_at: string | null
    kept_until: string | null
    discard_reason_sealed: Buffer | null
    lay_in_chart: Generated<boolean>
  }
  'tenant.phone_links': {
    organization_id: string
    id: string
    patient_id: string
    made_by: string
    expires_at: string
    opened_at: string | null
    ended_at: string | null
    pictures: Generated<number>
  }
}
