import { sql } from 'kysely'
import { isNotOver } from '../answering/queries.ts'
import { fold, foldVersion } from '@polyclinic/contract/kit/reading/fold.ts'
import type { Identifiers } from '@polyclinic/contract/patients/front-page/identifiers.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { guardianSecrets } from '../guardians/view.ts'
import { patientSecrets } from '../patients/view.ts'
import { pieceKey } from './queries.ts'
import { piecesOf, searchKeysOf } from './found-by.ts'
import { nameKeyOf, namesOf, searchTextOf, type Contact } from './rules.ts'
import { bytea, json, nullable, text, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { shape, type RowOf } from '../../../kit/db/row.ts'

const sourceRow = shape({
  id: uuid,
  kind: text,
  erased_at: nullable(timestamptz),
  given_name: text,
  family_name: nullable(text),
  contact_sealed: nullable(bytea),
  used_name: nullable(text),
  microchip_sealed: nullable(bytea),
  aliases_sealed: nullable(bytea),
  identifiers_sealed: nullable(bytea),
  guardians: nullable(json<{ id: string; name: string; contact_sealed: string | null }[]>()),
})

const guardiansOf = sql`(
  select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'contact_sealed', g.contact_sealed))
  from tenant.patient_guardians l join tenant.guardians g on g.organization_id = l.organization_id and g.id = l.guardian_id
  where l.organization_id = p.organization_id and l.patient_id = p.id and ${isNotOver})`

interface Findable {
  names: readonly (string | null | undefined)[]
  contact?: Contact
  microchip?: string | null
  identifiers?: Identifiers | null
  guardians?: readonly { name: string; contact?: Contact }[]
}

/**
 * What stands for somebody in the search: all ways of writing the names, and hashes of everything else; `keys` as an
 * array of the database.
 */
export function entryOf(
  { sealer }: TenantTx,
  { names, contact, microchip, identifiers, guardians = [] }: Findable,
): { text: string; keys: string; tokens: Buffer[] } {
  const contacts = [contact, ...guardians.map((each) => each.contact)]
  const all = [...names.map((name) => name ?? ''), ...guardians.map(({ name }) => name)]
  const listed = (isChip: boolean) =>
    (identifiers ?? []).flatMap((each) => ((each.kind === 'microchip') === isChip ? [each.value] : []))
  const numbers = {
    chips: [...new Set([...(microchip ? [microchip] : []), ...listed(true)])],
    identifiers: listed(false),
  }
  const keys = new Set(piecesOf(all, contacts, numbers).map(([kind, value]) => pieceKey(sealer, kind, value)))
  const whole = [
    ...searchKeysOf(contact, [...numbers.chips, ...numbers.identifiers]),
    ...guardians.flatMap((each) => searchKeysOf(each.contact)),
  ]
  return {
    text: searchTextOf(
      names,
      guardians.map(({ name }) => name),
    ),
    keys: `{${[...keys].toSorted((one, other) => one - other).join(',')}}`,
    tokens: whole.map(({ kind, value }) => sealer.token(kind, value)),
  }
}

/** Of whoever was erased nothing is found, whatever is kept of them. */
const nameKeyNow = ({ erased_at, kind, used_name, given_name, family_name }: RowOf<typeof sourceRow>) =>
  erased_at ? '' : nameKeyOf(kind, used_name ?? given_name, family_name)

/**
 * Makes the search agree with the patients and their guardians as they are now. The rows are locked in a statement of
 * its own, so that of two changes at once the later one reads what the earlier one wrote.
 */
export async function refreshSearch(tx: TenantTx, patientIds: readonly string[]): Promise<void> {
  if (patientIds.length === 0) return
  const organizationId = tx.organization.id
  const ids = [...patientIds]
  await tx.run(
    sql`select from tenant.patients p where p.organization_id = ${organizationId} and p.id = any (${ids}::uuid[])
      order by p.id for no key update`,
  )
  const sources = await tx.all(sourceRow`
    select ${sourceRow.of('p', { guardians: guardiansOf })} from tenant.patients p
    where p.organization_id = ${organizationId} and p.id = any (${ids}::uuid[])`)
  const entries = sources.map((row) => {
    if (row.erased_at) return { text: '', keys: '{}', tokens: [] }
    const guardians = (row.guardians ?? []).map((each) => ({
      name: each.name,
      ...guardianSecrets.open(tx.sealer, each),
    }))
    const secret = patientSecrets.open(tx.sealer, row)
    return entryOf(tx, { ...secret, names: namesOf({ ...row, aliases: secret.aliases }), guardians })
  })
  const tokens = sources.flatMap((row, at) =>
    (entries[at]?.tokens ?? []).map((token) => ({ patientId: row.id, token })),
  )
  await tx.run(sql`
    with stands (patient_id, token) as (
      select * from unnest(${tokens.map((each) => each.patientId)}::uuid[], ${tokens.map((each) => each.token)}::bytea[])),
    texts as (
      update tenant.patients p set search_text = n.search_text, search_keys = n.search_keys::int[], fold_version = ${foldVersion},
        name_key = n.name_key
      from unnest(${sources.map((row) => row.id)}::uuid[], ${entries.map(({ text }) => text)}::text[],
        ${entries.map(({ keys }) => keys)}::text[],
        ${sources.map(nameKeyNow)}::text[])
        n (id, search_text, search_keys, name_key)
      where p.organization_id = ${organizationId} and p.id = n.id
        and (p.search_text, p.search_keys, p.fold_version, p.name_key)
          is distinct from (n.search_text, n.search_keys::int[], ${foldVersion}, n.name_key)),
    gone as (
      delete from tenant.search_tokens t where t.organization_id = ${organizationId} and t.patient_id = any (${ids}::uuid[])
        and not exists (select from stands s where s.patient_id = t.patient_id and s.token = t.token))
    insert into tenant.search_tokens (organization_id, token, patient_id) select ${organizationId}, s.token, s.patient_id from stands s
    on conflict do nothing`)
}

export async function refreshGuardians(tx: TenantTx, guardianIds: readonly string[]): Promise<void> {
  if (guardianIds.length === 0) return
  const rows = await tx.all(shape({ id: uuid, name: text, contact_sealed: nullable(bytea) })`
    select g.id, g.name, g.contact_sealed from tenant.guardians g
    where g.organization_id = ${tx.organization.id} and g.id = any (${[...guardianIds]}::uuid[]) order by g.id for no key update`)
  const entries = rows.map((row) => entryOf(tx, { names: [row.name], ...guardianSecrets.open(tx.sealer, row) }))
  await tx.run(sql`
    update tenant.guardians g set name_key = n.name_key, search_text = n.search_text, search_keys = n.search_keys::int[],
      fold_version = ${foldVersion}
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => fold(row.name))}::text[],
      ${entries.map(({ text }) => text)}::text[],
      ${entries.map(({ keys }) => keys)}::text[]) n (id, name_key, search_text, search_keys)
    where g.organization_id = ${tx.organization.id} and g.id = n.id
      and (g.name_key, g.search_text, g.search_keys, g.fold_version)
        is distinct from (n.name_key, n.search_text, n.search_keys::int[], ${foldVersion})`)
}
