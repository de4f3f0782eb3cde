import type { Generated } from 'kysely'

/** Tables of the schema tenant that scheduling owns. Generated from the migrations by `npm run gen:tables`; not edited by hand. */
export interface SchedulingTables {
  'tenant.appointments': {
    organization_id: string
    id: string
    patient_id: string
    service_id: string
    practitioner_id: string
    clinic_id: string
    room_id: string | null
    state: Generated<string>
    starts_at: string
    ends_at: string
    buffer_before: number
    buffer_after: number
    overbook_reason: string | null
    is_outside_hours: Generated<boolean>
    note_sealed: Buffer | null
    cancellation_reason: string | null
    cancelled_at: string | null
    arrived_at: string | null
    ics_sequence: Generated<number>
    version: Generated<number>
    created_at: Generated<string>
    busy_claim_id: string | null
    earlier_states: Generated<string[]>
    overbook_reason_sealed: Buffer | null
    links_withdrawn_at: string | null
  }
  'tenant.claim_outcomes': {
    organization_id: string
    claim_id: string
    outcome: string
    at: Generated<string>
  }
  'tenant.claims': {
    organization_id: string
    resource_id: string
    appointment_id: string
    party: Generated<string>
    taken_from: string
    starts_at: string
    ends_at: string
    free_from: string
    expires_at: string | null
  }
  'tenant.practitioner_clinics': {
    organization_id: string
    practitioner_id: string
    clinic_id: string
  }
  'tenant.practitioner_pictures': {
    organization_id: string
    practitioner_id: string
    file_id: string | null
    version: Generated<number>
  }
  'tenant.practitioners': {
    organization_id: string
    id: string
    display_name: string
    profession: string
    hue: number
    account_id: string | null
    version: Generated<number>
    created_at: Generated<string>
    archived_at: string | null
  }
  'tenant.resources': {
    organization_id: string
    id: string
    practitioner_id: string | null
    room_id: string | null
    place: Generated<number>
    shared: Generated<boolean>
  }
  'tenant.rooms': {
    organization_id: string
    id: string
    clinic_id: string
    name: string
    capacity: number
    version: Generated<number>
    created_at: Generated<string>
    archived_at: string | null
  }
  'tenant.service_clinics': {
    organization_id: string
    service_id: string
    clinic_id: string
  }
  'tenant.service_practitioners': {
    organization_id: string
    service_id: string
    practitioner_id: string
  }
  'tenant.service_rooms': {
    organization_id: string
    service_id: string
    room_id: string
  }
  'tenant.services': {
    organization_id: string
    id: string
    name: string
    duration_minutes: number
    buffer_before: Generated<number>
    buffer_after: Generated<number>
    price_amount: number | null
    price_currency: string | null
    hue: number
    at_listed_clinics: Generated<boolean>
    by_listed_practitioners: Generated<boolean>
    in_listed_rooms: Generated<boolean>
    version: Generated<number>
    created_at: Generated<string>
    archived_at: string | null
  }
  'tenant.working_hours': {
    organization_id: string
    practitioner_id: string
    clinic_id: string
    weekday: number
    from_minute: number
    to_minute: number
  }
}
