import type { Generated } from 'kysely'

/** Tables of the schema tenant that organizations owns. Generated from the migrations by `npm run gen:tables`; not edited by hand. */
export interface OrganizationsTables {
  'tenant.brands': {
    organization_id: string
    logo_file_id: string | null
    version: Generated<number>
    look: Generated<unknown>
    look_version: Generated<number>
  }
  'tenant.clinics': {
    organization_id: string
    id: string
    legal_entity_id: string
    name: string
    time_zone: string
    contact_sealed: Buffer | null
    version: Generated<number>
    created_at: Generated<string>
  }
  'tenant.legal_entities': {
    organization_id: string
    id: string
    name: string
    country: string
    currency: string
    version: Generated<number>
    created_at: Generated<string>
  }
  'tenant.opening_hours': {
    organization_id: string
    clinic_id: string
    weekday: number
    from_minute: number
    to_minute: number
  }
}
