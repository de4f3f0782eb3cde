import type { Generated } from 'kysely'

/** Tables of the schema tenant that records owns. Generated from the migrations by `npm run gen:tables`; not edited by hand. */
export interface RecordsTables {
  'tenant.chart_layouts': {
    organization_id: string
    account_id: string
    sections: string[]
    hidden: string[]
    version: Generated<number>
  }
  'tenant.conditions': {
    organization_id: string
    id: string
    patient_id: string
    code_system: string | null
    code: string | null
    text_sealed: Buffer
    note_sealed: Buffer | null
    status: string
    verification: string
    severity: string | null
    body_side: string | null
    onset_on: string | null
    onset_precision: Generated<string>
    abated_on: string | null
    abated_precision: Generated<string>
    recorded_at: Generated<string>
    recorded_by: string | null
    version: Generated<number>
    is_cause_of_death: Generated<boolean>
  }
  'tenant.goals': {
    organization_id: string
    id: string
    patient_id: string
    text_sealed: Buffer
    status: string
    achievement: string
    due_on: string | null
    measure: string | null
    threshold: number | null
    note_sealed: Buffer | null
    recorded_at: Generated<string>
    recorded_by: string | null
    version: Generated<number>
  }
  'tenant.immunizations': {
    organization_id: string
    id: string
    patient_id: string
    code_system: string | null
    code: string | null
    text_sealed: Buffer
    given_on: string
    given_precision: Generated<string>
    batch_sealed: Buffer | null
    batch_expires_on: string | null
    site_sealed: Buffer | null
    due_on: string | null
    note_sealed: Buffer | null
    status: Generated<string>
    recorded_at: Generated<string>
    recorded_by: string | null
    version: Generated<number>
  }
  'tenant.measurements': {
    organization_id: string
    id: string
    patient_id: string
    kind: string
    value: number
    second_value: number | null
    typed_value: number
    typed_second_value: number | null
    typed_unit: string
    measured_at: string
    note_sealed: Buffer | null
    status: Generated<string>
    recorded_at: Generated<string>
    recorded_by: string | null
    version: Generated<number>
  }
  'tenant.motions': {
    organization_id: string
    id: string
    patient_id: string
    joint: string
    movement: string
    mode: string
    left_degrees: number | null
    right_degrees: number | null
    middle_degrees: number | null
    measured_at: string
    note_sealed: Buffer | null
    status: Generated<string>
    recorded_at: Generated<string>
    recorded_by: string | null
    version: Generated<number>
  }
  'tenant.outcomes': {
    organization_id: string
    id: string
    patient_id: string
    measure: string
    side: string | null
    score: number
    answers_sealed: Buffer | null
    measured_at: string
    note_sealed: Buffer | null
    status: Generated<string>
    recorded_at: Generated<string>
    recorded_by: string | null
    version: Generated<number>
  }
  'tenant.special_tests': {
    organization_id: string
    id: string
    patient_id: string
    test: string | null
    text_sealed: Buffer | null
    body_side: string | null
    result: string
    examined_at: string
    note_sealed: Buffer | null
    status: Generated<string>
    recorded_at: Generated<string>
    recorded_by: string | null
    version: Generated<number>
  }
}
