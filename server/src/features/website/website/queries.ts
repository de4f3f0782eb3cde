import { sql } from 'kysely'
import type { Brand } from '@polyclinic/contract/kit/brand/look.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { bool, int, json, nullable, texts, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

const websiteRow = shape({ is_public: bool, embed_origins: texts, version: int })

export type WebsiteRow = RowOf<typeof websiteRow>

/** Absent until something of it was said; `lock`: whoever changes it meanwhile comes after this transaction. */
export const findWebsite = (tx: TenantTx, { lock = false } = {}) =>
  tx.maybe(websiteRow`
    select ${websiteRow.of('w')} from tenant.websites w where w.organization_id = ${tx.organization.id}
    ${lock ? sql`for no key update` : sql``}`)

interface ClinicRow {
  id: string
  name: string
  time_zone: string
  /** base64 */
  contact: string | null
  hours: { weekday: number; from_minute: number; to_minute: number }[] | null
}

interface ServiceRow {
  name: string
  duration_minutes: number
  price_amount: number | null
  price_currency: string | null
}

const publishedRow = shape({
  is_public: nullable(bool),
  embed_origins: nullable(texts),
  logo_file_id: nullable(uuid),
  look: nullable(json<Brand>()),
  clinics: nullable(json<ClinicRow[]>()),
  services: nullable(json<ServiceRow[]>()),
  practitioners:
    nullable(json<{ display_name: string; profession: 'doctor' | 'vet' | 'physio' | 'nurse' | 'other' }[]>()),
})

export type PublishedRow = RowOf<typeof publishedRow>

/** All that a visitor is shown, in one statement. Where the page is off `is_public` is null: its row is not seen. */
export function readPublished(tx: TenantTx): Promise<PublishedRow> {
  const { id } = tx.organization
  const own = (alias: string) => sql`${sql.ref(`${alias}.organization_id`)} = ${id}`
  return tx.one(publishedRow`
    select w.is_public, w.embed_origins, b.logo_file_id, b.look,
      (select jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'time_zone', c.time_zone,
          'contact', encode(c.contact_sealed, 'base64'), 'hours', (
            select jsonb_agg(jsonb_build_object('weekday', h.weekday, 'from_minute', h.from_minute, 'to_minute', h.to_minute)
              order by h.weekday, h.from_minute)
            from tenant.opening_hours h where ${own('h')} and h.clinic_id = c.id)) order by c.name, c.id)
        from tenant.clinics c where ${own('c')}) as clinics,
      (select jsonb_agg(jsonb_build_object('name', s.name, 'duration_minutes', s.duration_minutes,
          'price_amount', s.price_amount, 'price_currency', s.price_currency) order by s.name, s.id)
        from tenant.services s where ${own('s')}) as services,
      (select jsonb_agg(jsonb_build_object('display_name', p.display_name, 'profession', p.profession)
          order by p.display_name, p.id)
        from tenant.practitioners p where ${own('p')}) as practitioners
    from (select) one
    left join tenant.websites w on ${own('w')}
    left join tenant.brands b on ${own('b')}`)
}

const shownRow = shape({ logo_file_id: nullable(uuid), look: nullable(json<Brand>()) })

/** As a visitor: none where the page is off. */
export const findShownBrand = (tx: TenantTx) =>
  tx.maybe(shownRow`
    select b.logo_file_id, b.look from tenant.websites w
    left join tenant.brands b on b.organization_id = w.organization_id
    where w.organization_id = ${tx.organization.id} and w.is_public`)
