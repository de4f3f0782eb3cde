import { sql } from 'kysely'
import { isLetIn } from '../answering/queries.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { guardianSecrets } from '../guardians/view.ts'
import { calledName, within, type PatientScope } from '../patients/queries.ts'
import { patientSecrets } from '../patients/view.ts'
import type { NewLink } from '../links/actions.ts'
import { bigint, bytea, json, nullable, text, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

/** Under what a contact's codes are found: the keyed hashes by which patients are found, today's first. */
export const contactTokens = (tx: TenantTx, email: string) => tx.sealer.tokens('email', email)

const contactRow = shape({
  id: uuid,
  given_name: text,
  family_name: nullable(text),
  language: nullable(text),
  contact_sealed: nullable(bytea),
  guardians:
    nullable(json<{ id: string; language: string | null; contact_sealed: string | null; is_blocked: boolean }[]>()),
})

type ContactRow = RowOf<typeof contactRow>

const guardiansOf = sql`(
  select jsonb_agg(jsonb_build_object('id', g.id, 'language', g.language, 'contact_sealed', g.contact_sealed,
      'is_blocked', l.blocked_at is not null) order by g.name_key, g.id)
    from tenant.patient_guardians l join tenant.guardians g on g.organization_id = l.organization_id and g.id = l.guardian_id
    where l.organization_id = p.organization_id and l.patient_id = p.id
      and (l.blocked_at is not null or (g.archived_at is null and ${isLetIn})))`

export interface Connectable extends NewLink {
  name: string
  email: string
  language?: string
}

/** The patients behind a contact, as their records stand now (search_tokens_pkey). */
export async function patientsBehind(tx: TenantTx, tokens: Buffer[]): Promise<Connectable[]> {
  const rows = await tx.all(contactRow`
    select ${contactRow.of('p', { given_name: calledName, guardians: guardiansOf })} from tenant.search_tokens t
    join tenant.patients p on p.organization_id = t.organization_id and p.id = t.patient_id
    where t.organization_id = ${tx.organization.id} and t.token = any (${tokens}::bytea[]) and p.archived_at is null
      and p.restricted_at is null
    order by p.name_key, p.id`)
  return rows.flatMap((row) => connectableOf(tx, row, tokens))
}

function connectableOf(tx: TenantTx, row: ContactRow, tokens: Buffer[]): Connectable[] {
  const holds = (email: string | undefined): email is string =>
    email !== undefined && contactTokens(tx, email).some((one) => tokens.some((other) => one.equals(other)))
  const name = [row.given_name, row.family_name].filter(Boolean).join(' ')
  const language = row.language ?? undefined
  const guardians = (row.guardians ?? []).map((each) => ({ ...each, ...guardianSecrets.open(tx.sealer, each) }))
  // whoever is kept out of the patient does not come in as the patient either
  if (guardians.some(({ is_blocked, contact }) => is_blocked && holds(contact?.email))) return []
  const own = patientSecrets.open(tx.sealer, row).contact?.email
  if (holds(own)) return [{ patientId: row.id, relation: 'self', name, email: own, language }]
  for (const { contact, ...guardian } of guardians) {
    if (holds(contact?.email))
      return [
        {
          patientId: row.id,
          relation: 'guardian',
          guardianId: guardian.id,
          name,
          email: contact.email,
          language: guardian.language ?? language,
        },
      ]
  }
  return []
}

export async function contactOf(
  tx: TenantTx,
  { patientId, scope }: { patientId: string; scope: PatientScope },
  guardianId: string | undefined,
): Promise<{ isKnown: boolean; email?: string } | undefined> {
  const row = await tx.maybe(
    contactRow`select ${contactRow.of('p', { given_name: calledName, guardians: guardiansOf })} from tenant.patients p
      where p.organization_id = ${tx.organization.id} and p.id = ${patientId} ${within(tx, scope)}`,
  )
  if (!row) return undefined
  if (guardianId === undefined) return { isKnown: true, email: patientSecrets.open(tx.sealer, row).contact?.email }
  const guardian = row.guardians?.find(({ id, is_blocked }) => id === guardianId && !is_blocked)
  return guardian
    ? { isKnown: true, email: guardianSecrets.open(tx.sealer, guardian).contact?.email }
    : { isKnown: false }
}

/** A message, `m`, about nobody or about somebody whom the reader sees: to whom it went is known of a patient, too. */
export const isAboutSeen = sql`(m.patient_id is null or exists (
  select from tenant.patients p where p.organization_id = m.organization_id and p.id = m.patient_id and p.erased_at is null))`

/** How many codes were asked for within the hour: to the contact, by accounts or by the clinic, and by the account. */
export const countAsked = (tx: TenantTx, tokens: Buffer[], askedBy: string | undefined) =>
  tx.one(shape({ to_contact: bigint, by_account: bigint })`
    select (select count(*) from tenant.claim_codes where organization_id = ${tx.organization.id}
        and token = any (${tokens}::bytea[]) and created_at > now() - interval '1 hour'
        and (asked_by is null) = ${askedBy === undefined}) as to_contact,
      (select count(*) from tenant.claim_codes where organization_id = ${tx.organization.id} and asked_by = ${askedBy ?? null}::uuid
        and created_at > now() - interval '1 hour') as by_account`)
