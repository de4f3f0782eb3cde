import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { fromJson, openGuardian } from '../guardians/view.ts'
import { openPatient } from '../patients/view.ts'
import { searchKeysOf, searchTextOf, type Contact } from './rules.ts'

interface SourceRow {
  id: string
  given_name: string
  family_name: string | null
  contact_sealed: Buffer | null
  microchip_sealed: Buffer | null
  /** Sealed contacts in base64, since they come inside of JSON. */
  guardians: { id: string; name: string; contact_sealed: string | null }[] | null
}

/** A token and whom it finds. */
interface PatientToken {
  patientId: string
  token: Buffer
}

/** The keyed hashes under which a patient is found: its own contact and chip and its guardians' contacts. */
export function tokensOf(
  tx: TenantTx,
  patientId: string,
  own: { contact?: Contact; microchip?: string },
  guardians: readonly (Contact | undefined)[],
): PatientToken[] {
  const keys = [...searchKeysOf(own.contact, own.microchip), ...guardians.flatMap((contact) => searchKeysOf(contact))]
  return keys.map(({ kind, value }) => ({ patientId, token: tx.sealer.token(kind, value) }))
}

/**
 * Makes the search agree with the patients and their guardians as they are now. The rows are locked in a statement of
 * its own, so that of two changes at once the later one reads what the earlier one wrote.
 */
export async function refreshSearch(tx: TenantTx, patientIds: readonly string[]): Promise<void> {
  if (patientIds.length === 0) return
  const organizationId = tx.organization.id
  const ids = [...patientIds]
  await tx.run(
    sql`select from tenant.patients p where p.organization_id = ${organizationId} and p.id = any (${ids}::uuid[]) order by p.id for no key update`,
  )
  const sources = await tx.all(sql<SourceRow>`
    select p.id, p.given_name, p.family_name, p.contact_sealed, p.microchip_sealed,
      (select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'contact_sealed', encode(g.contact_sealed, 'base64')))
        from tenant.patient_guardians l join tenant.guardians g on g.organization_id = l.organization_id and g.id = l.guardian_id
        where l.organization_id = p.organization_id and l.patient_id = p.id) as guardians
    from tenant.patients p where p.organization_id = ${organizationId} and p.id = any (${ids}::uuid[])`)
  const texts = sources.map((row) =>
    searchTextOf(
      [row.given_name, row.family_name],
      (row.guardians ?? []).map(({ name }) => name),
    ),
  )
  const tokens = sources.flatMap((row) => {
    const guardians = (row.guardians ?? []).map((guardian) => openGuardian(tx.sealer, fromJson(guardian)).contact)
    return tokensOf(tx, row.id, openPatient(tx.sealer, row), guardians)
  })
  await tx.run(sql`
    with stands (patient_id, token) as (select * from unnest(${tokens.map((each) => each.patientId)}::uuid[], ${tokens.map((each) => each.token)}::bytea[])),
    texts as (
      update tenant.patients p set search_text = n.search_text
      from unnest(${sources.map((row) => row.id)}::uuid[], ${texts}::text[]) n (id, search_text)
      where p.organization_id = ${organizationId} and p.id = n.id and p.search_text <> n.search_text),
    gone as (
      delete from tenant.search_tokens t where t.organization_id = ${organizationId} and t.patient_id = any (${ids}::uuid[])
        and not exists (select from stands s where s.patient_id = t.patient_id and s.token = t.token))
    insert into tenant.search_tokens (organization_id, token, patient_id) select ${organizationId}, s.token, s.patient_id from stands s
    on conflict do nothing`)
}
