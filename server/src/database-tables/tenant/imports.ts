import type { Generated } from 'kysely'

/** Tables of the schema tenant that imports owns. Generated from the migrations by `npm run gen:tables`; not edited by hand. */
export interface ImportsTables {
  'tenant.import_progress': {
    organization_id: string
    import_id: string
    rows_read: Generated<number>
    added: Generated<number>
    updated: Generated<number>
    skipped: Generated<number>
    invalid: Generated<number>
    guardians: Generated<number>
    left_over: Generated<number>
    kept: Generated<number>
  }
  'tenant.import_rows': {
    organization_id: string
    id: string
    import_id: string
    row_number: number
    outcome: string
    patient_id: string
    patient_version: number
    guardian_id: string | null
    before_sealed: Buffer | null
  }
  'tenant.imports': {
    organization_id: string
    id: string
    account_id: string
    state: Generated<string>
    file_id: string | null
    heads_token: Buffer
    facts_sealed: Buffer
    setup_sealed: Buffer
    check_sealed: Buffer | null
    failure: string | null
    created_at: Generated<string>
    finished_at: string | null
    undo_until: string | null
    version: Generated<number>
    emptied_at: string | null
  }
}
