import { sql } from 'kysely'
import type { ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { bigint, bool, int, json, nullable, text, textOf, timestamptz, uuid, uuids } from '../../../kit/db/columns.ts'
import { anyRow, type RowOf, shape } from '../../../kit/db/row.ts'

const practitionerRow = shape({
  id: uuid,
  display_name: text,
  profession: textOf<'doctor' | 'vet' | 'physio' | 'nurse' | 'other'>(),
  hue: int,
  account_id: nullable(uuid),
  archived_at: nullable(timestamptz),
  version: int,
  clinic_ids: uuids,
  picture_id: nullable(uuid),
  is_shared: bool,
})

export type PractitionerRow = RowOf<typeof practitionerRow>

export interface HoursRow {
  clinic_id: string
  weekday: number
  from_minute: number
  to_minute: number
}

const clinicIdsOf = (scope: readonly string[] | undefined) => (scope ? [...scope] : null)

const selected = (scope?: readonly string[]) => {
  const own = clinicIdsOf(scope)
  return practitionerRow.of('p', {
    picture_id: sql`(select x.file_id from tenant.practitioner_pictures x
      where x.organization_id = p.organization_id and x.practitioner_id = p.id)`,
    is_shared: sql`exists (
      select from tenant.practitioner_clinics w
      where w.organization_id = p.organization_id and w.practitioner_id = p.id and w.clinic_id <> all (${own}::uuid[]))`,
    clinic_ids: sql`array(
      select w.clinic_id from tenant.practitioner_clinics w
      where w.organization_id = p.organization_id and w.practitioner_id = p.id
        and (${own}::uuid[] is null or w.clinic_id = any (${own}::uuid[])) order by 1)`,
  })
}

/** `scope`: who works at none of these clinics is left out. */
export const working = (scope: readonly string[] | undefined) =>
  scope
    ? sql`and exists (select from tenant.practitioner_clinics w
      where w.organization_id = p.organization_id and w.practitioner_id = p.id and w.clinic_id = any (${[...scope]}::uuid[]))`
    : sql``

export const listPractitioners = (tx: TenantTx, scope?: readonly string[]) =>
  tx.all(practitionerRow`
    select ${selected(scope)} from tenant.practitioners p where p.organization_id = ${tx.organization.id} ${working(scope)}
    order by p.display_name, p.id`)

export const findPractitioner = (tx: TenantTx, id: string, scope?: readonly string[]) =>
  tx.maybe(practitionerRow`
    select ${selected(scope)} from tenant.practitioners p where p.organization_id = ${tx.organization.id}
      and p.id = ${id} ${working(scope)}`)

export const findPractitionerHours = (tx: TenantTx, id: string, scope?: readonly string[]) =>
  tx.maybe(shape({ ...practitionerRow.columns, hours: nullable(json<HoursRow[]>()) })`
    select ${selected(scope)},
      (select json_agg(json_build_object('clinic_id', h.clinic_id, 'weekday', h.weekday, 'from_minute', h.from_minute,
        'to_minute', h.to_minute)
          order by h.weekday, h.from_minute, h.clinic_id)
        from tenant.working_hours h where h.organization_id = p.organization_id and h.practitioner_id = p.id
          and (${clinicIdsOf(scope)}::uuid[] is null or h.clinic_id = any (${clinicIdsOf(scope)}::uuid[]))) as hours
    from tenant.practitioners p where p.organization_id = ${tx.organization.id} and p.id = ${id} ${working(scope)}`)

/** Which of the clinics are here and in scope, how many practitioners there are, and whether the account is one of them. */
export const findPlace = (
  tx: TenantTx,
  clinicIds: readonly string[],
  accountId: string | undefined,
  scope?: readonly string[],
) => {
  const o = tx.organization.id
  return tx.one(shape({ clinics: uuids, practitioners: bigint, is_taken: bool })`select
    array(select c.id from tenant.clinics c where c.organization_id = ${o} and c.id = any (${[...clinicIds]}::uuid[])
      and (${clinicIdsOf(scope)}::uuid[] is null or c.id = any (${clinicIdsOf(scope)}::uuid[]))) as clinics,
    (select count(*) from tenant.practitioners p where p.organization_id = ${o}) as practitioners,
    exists (select from tenant.practitioners p where p.organization_id = ${o} and p.account_id = ${accountId ?? null}::uuid) as is_taken`)
}

export const isMember = async (control: ControlTx, organizationId: string, accountId: string) =>
  (await control.maybe(
    anyRow`select from control.memberships where organization_id = ${organizationId} and account_id = ${accountId}`,
  )) !== undefined

export const countedPractitioners = sql`tenant.practitioners where archived_at is null`
