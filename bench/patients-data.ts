import { fold } from '@polyclinic/contract/kit/reading/fold.ts'
import { newId } from '../server/src/kit/db/ids.ts'
import { searchKeysOf } from '../server/src/features/patients/search/found-by.ts'
import type { TestOrganization } from '../server/src/testing/world.ts'
import type { Stage } from './stage.ts'

const given =
  'Anna Amina Ben Bilal Clara Carlos Daniel Daria Elif Emil Emma Fatima Felix Finn Greta Hannah Hassan Ida Ines Ivan Jan Jonas Julia Karim Katharina Lea Leon Lina Lukas Luisa Maja Marco Maria Marie Mateusz Maximilian Mia Mohammed Mila Nadia Nele Noah Olga Oskar Paul Paula Pia Rana Robin Sara Samuel Selin Sofia Stefan Theo Thomas Tim Ursula Valentina Viktor Yasmin Yusuf Zoe Jürgen Günther Bärbel Zoë Łukasz Søren Inès'.split(
    ' ',
  )
const beginnings =
  'Berg Stein Wald Feld Acker Linden Eichen Rosen Winter Sommer Hoch Nieder Ober Unter Alten Neu Kirch Mühl Brunn Bach Schön Lang Kurz Groß Klein Schwarz Weiß Gold Silber Eisen Haber Korn Wein Apfel Birn Hagen Falken Adler Vogel Bären'.split(
    ' ',
  )
const endings =
  'mann hauer maier bauer berger feld hofer huber mayer müller ner nagel rath reiter richter schmidt stein thal wald weber winkler ström dorf holz meister'.split(
    ' ',
  )

/** `patients` people for each of these organizations, written by the owner in one go; the audit trail is not what is measured. */
export async function fillPatients(stage: Stage, organizationIds: readonly string[], patients: number): Promise<void> {
  const client = await stage.owner.connect()
  try {
    await client.query(
      "set session_replication_role = replica; set maintenance_work_mem = '512MB'; set work_mem = '64MB'",
    )
    // a trigram index is built in one go many times faster than row by row
    const { rows } = await client.query<{ indexdef: string }>(
      "select indexdef from pg_indexes where schemaname = 'tenant' and indexname = 'patients_by_part_of_name'",
    )
    await client.query('drop index tenant.patients_by_part_of_name')
    await client.query(
      `insert into tenant.patients (organization_id, id, kind, given_name, family_name, name_key, search_text, birth_date, sex)
       select o, gen_random_uuid(), 'human', ($3::text[])[g], ($5::text[])[b] || ($7::text[])[e],
         ($6::text[])[b] || ($8::text[])[e] || ' ' || ($4::text[])[g], ' ' || ($4::text[])[g] || ' ' || ($6::text[])[b] || ($8::text[])[e],
         date '1930-01-01' + day, case when day % 2 = 0 then 'female' else 'male' end
       from (select o, 1 + floor(random() * cardinality($3::text[]))::int as g, 1 + floor(random() * cardinality($5::text[]))::int as b,
           1 + floor(random() * cardinality($7::text[]))::int as e, floor(random() * 34000)::int as day
         from unnest($1::uuid[]) o, generate_series(1, $2::int) i offset 0) x`,
      [organizationIds, patients, given, given.map(fold), beginnings, beginnings.map(fold), endings, endings.map(fold)],
    )
    await client.query(
      `insert into tenant.search_tokens (organization_id, token, patient_id)
       select p.organization_id, substring(sha256((p.id::text || n)::bytea) for 16), p.id
       from tenant.patients p, generate_series(1, 3) n where p.organization_id = any ($1::uuid[]) and p.birth_date < '1952-01-01'`,
      [organizationIds],
    )
    await client.query(rows[0]?.indexdef ?? '')
    await client.query('vacuum analyze tenant.patients; ')
    await client.query('vacuum analyze tenant.search_tokens')
  } finally {
    client.release(true)
  }
}

/** Gives a hundred patients of an organization a phone that can be found, and answers the last six digits of each. */
export async function addPhones(stage: Stage, organization: TestOrganization): Promise<string[]> {
  const { rows } = await stage.owner.query<{ id: string }>(
    'select id from tenant.patients where organization_id = $1 limit 100',
    [organization.id],
  )
  const phones = rows.map(({ id }, nth) => ({ id, phone: `+49170${String(1_000_000 + nth * 7919)}` }))
  const tokens = await organization.inTenant(async (tx) =>
    phones.flatMap(({ id, phone }) =>
      searchKeysOf({ phone }).map(({ kind, value }) => ({ id, token: tx.sealer.token(kind, value) })),
    ),
  )
  await stage.owner.query(
    'insert into tenant.search_tokens (organization_id, token, patient_id) select $1, t, p from unnest($2::bytea[], $3::uuid[]) as x (t, p) on conflict do nothing',
    [organization.id, tokens.map(({ token }) => token), tokens.map(({ id }) => id)],
  )
  return phones.map(({ phone }) => phone.slice(-6))
}

/** Ids of organizations that exist in their rows alone: the crowd around those that are measured. */
export const crowd = (size: number) => Array.from({ length: size }, newId)

/** What people type: a part from the middle of a name, two words, the end of a phone, the first letters. */
export function searches(tails: readonly string[]): string[] {
  const at = <Item>(items: readonly Item[], nth: number) => items[nth % items.length] as Item
  return Array.from({ length: 3 }, (_, nth) => [
    `${at(beginnings, nth * 7).slice(-3)}${at(endings, nth * 5).slice(0, 3)}`,
    `${at(given, nth * 11).slice(0, 4)} ${at(beginnings, nth * 13)}`,
    at(tails, nth * 17),
    at(beginnings, nth * 3 + 1).slice(0, 3),
  ]).flat()
}
