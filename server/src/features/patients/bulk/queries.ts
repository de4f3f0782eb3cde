import { sql } from 'kysely'
import { fold } from '@polyclinic/contract/kit/reading/fold.ts'
import { phoneDigits } from '@polyclinic/contract/kit/reading/phone.ts'
import type { Species } from '@polyclinic/contract/patients/species.ts'
import { bytea, int, json, nullable, text, textOf, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { likelihood, reasonsFor, type Person } from '../duplicates/rules.ts'
import { personOfPatient, personOnFile } from '../duplicates/view.ts'
import { guardianSecrets } from '../guardians/view.ts'
import type { NewPatient } from '../patients/actions.ts'
import { born } from '../patients/queries.ts'
import { emailsOf, phonesOf } from '../search/found-by.ts'
import { nameKeyOf, type Contact } from '../search/rules.ts'
import { runOf } from '../search/numbers.ts'

/** More than that share a number or a name with a few hundred rows only where it says nothing of who somebody is. */
const maxCandidates = 5_000

const personRow = shape({
  id: uuid,
  version: int,
  name_key: text,
  kind: textOf<'human' | 'animal'>(),
  given_name: text,
  family_name: nullable(text),
  used_name: nullable(text),
  birth_date: nullable(text),
  species: nullable(textOf<Species>()),
  contact_sealed: nullable(bytea),
  microchip_sealed: nullable(bytea),
  aliases_sealed: nullable(bytea),
  identifiers_sealed: nullable(bytea),
  guardians: nullable(json<{ id: string }[]>()),
})

export interface Draft {
  patient: NewPatient
  /** Guardians on file; empty: theirs is not on file yet; absent: nothing is known of one. */
  guardianIds?: readonly string[]
}

/** By what somebody may be on file: a name, an address, a chip, the end of a phone, whatever is dialled before it. */
function handlesOf({ patient }: Draft): string[] {
  const { kind, givenName, familyName, usedName, contact, microchip } = patient
  const names = [givenName, ...(usedName ? [usedName] : [])]
  return [
    ...names.map((name) => `name|${nameKeyOf(kind, name, familyName ?? null)}`),
    ...emailsOf(contact).map((email) => `email|${email}`),
    ...phonesOf(contact).map((phone) => `number|${phoneDigits(phone).slice(-6)}`),
    ...(microchip ? [`number|${runOf(microchip)}`] : []),
  ]
}

function handlesOnFile(nameKey: string, person: Person): string[] {
  return [
    `name|${nameKey}`,
    ...(person.emails ?? []).map((email) => `email|${email}`),
    ...(person.phones ?? []).map((phone) => `number|${phone.replaceAll(/\D/g, '').slice(-6)}`),
    ...(person.chips ?? []).map((chip) => `number|${runOf(chip)}`),
  ]
}

const after = (handle: string) => handle.slice(handle.indexOf('|') + 1)
const of = (kind: string, handles: readonly string[]) =>
  handles.filter((each) => each.startsWith(`${kind}|`)).map(after)

/**
 * Who of many drafts is probably on file already, in the order of the drafts: the likeliest each. Two statements whatever their
 * number (patients_by_name, the primary key of search_tokens). `strangers`: who of these is none of them, whatever they share.
 */
export async function findOnFile(
  tx: TenantTx,
  drafts: readonly Draft[],
  strangers: (ids: readonly string[]) => Promise<ReadonlySet<string>>,
): Promise<({ id: string; version: number } | undefined)[]> {
  const handles = drafts.map(handlesOf)
  const all = [...new Set(handles.flat())]
  const tokens = (['email', 'number'] as const).flatMap((kind) =>
    of(kind, all).flatMap((value) => tx.sealer.tokens(kind, value)),
  )
  const rows = await tx.all(personRow`
    with hit as (
      (select p.id from tenant.patients p
        where p.organization_id = ${tx.organization.id} and p.name_key = any (${of('name', all)}::text[]) limit ${maxCandidates})
      union
      (select t.patient_id from tenant.search_tokens t
        where t.organization_id = ${tx.organization.id} and t.token = any (${tokens}::bytea[]) limit ${maxCandidates}))
    select ${personRow.of('p', {
      birth_date: born,
      guardians: sql`(
        select jsonb_agg(jsonb_build_object('id', l.guardian_id)) from tenant.patient_guardians l
        where l.organization_id = p.organization_id and l.patient_id = p.id)`,
    })}
    from hit join tenant.patients p on p.organization_id = ${tx.organization.id} and p.id = hit.id
    where p.merged_into is null and p.erased_at is null order by p.id`)
  const left = await strangers(rows.map(({ id }) => id))
  const others = rows.filter(({ id }) => !left.has(id))
  const known = others.map((row) => ({
    id: row.id,
    version: row.version,
    nameKey: row.name_key,
    person: personOnFile(row, tx.sealer),
  }))
  const byHandle = new Map<string, (typeof known)[number][]>()
  for (const each of known)
    for (const handle of handlesOnFile(each.nameKey, each.person))
      byHandle.set(handle, [...(byHandle.get(handle) ?? []), each])
  return drafts.map((draft, at) => {
    const near = new Set((handles[at] ?? []).flatMap((handle) => byHandle.get(handle) ?? []))
    return likeliestOf(personOf(draft), [...near])
  })
}

const personOf = ({ patient, guardianIds }: Draft): Person => {
  const { contact, ...draft } = patient
  const { email, phone } = contact ?? {}
  return personOfPatient({ ...draft, ...(email && { email }), ...(phone && { phone }), identifiers: [] }, guardianIds)
}

function likeliestOf<Known extends { person: Person }>(draft: Person, near: readonly Known[]): Known | undefined {
  let best: { known: Known; weight: number } | undefined
  for (const known of near) {
    const reasons = reasonsFor(draft, known.person)
    // families share phones and addresses: without a name that is alike only a number of one's own is enough
    const isOne = reasons.some((reason) => /^same-(microchip|identifier)$/.test(reason) || reason.endsWith('-name'))
    const weight = likelihood(reasons)
    if (isOne && weight > (best?.weight ?? 0)) best = { known, weight }
  }
  return best?.known
}

const guardianRow = shape({ id: uuid, name_key: text, contact_sealed: nullable(bytea) })

/** Guardians on file under any of these names, and how they are reached (guardians_by_name). */
export async function findGuardiansNamed(
  tx: TenantTx,
  names: readonly string[],
): Promise<{ id: string; nameKey: string; contact: Contact | undefined }[]> {
  if (names.length === 0) return []
  const rows = await tx.all(guardianRow`
    select ${guardianRow.of('g')} from tenant.guardians g
    where g.organization_id = ${tx.organization.id} and g.name_key = any (${[...new Set(names.map(fold))]}::text[])
    order by g.id limit ${maxCandidates}`)
  return rows.map((row) => ({
    id: row.id,
    nameKey: row.name_key,
    contact: guardianSecrets.open(tx.sealer, row).contact,
  }))
}
