import { afterAll, beforeAll, expect, test } from 'vitest'
import { features } from '../app.ts'
import type { Sealer } from '../kit/crypto/seal.ts'
import { movesIn, sealedTables } from '../kit/feature.ts'
import { sampled, seed } from '../testing/deep.ts'
import { createWorld, type World } from '../testing/world.ts'
import { seedOrganization, type SeededOrganization } from './seed.ts'

// Two records become one in an organization in which every feature keeps something, and that is taken back.

let world: World
let place: SeededOrganization
beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
  place = await seedOrganization(await world.organization(), 'merle')
})
afterAll(() => world?.close())

const moves = Object.entries(movesIn(features))
const along = moves.filter(([, move]) => !('stays' in move))

/** All rows of the organization but those that say what was done, opened; counters of changes count every way there and back. */
async function kept(): Promise<Record<string, unknown[]>> {
  const { rows: tables } = await world.owner.query(`
    select table_name as name from information_schema.columns
    where table_schema = 'tenant' and column_name = 'organization_id'
      and table_name !~ '^(audit_|events$|forgotten_events$|idempotency_keys$|patient_merge|duplicate_pairs$|works$)' order by 1`)
  const sealer = await place.organization.inTenant(async (tx) => tx.sealer)
  const all: Record<string, unknown[]> = {}
  for (const { name } of tables) {
    const { rows } = await world.owner.query(
      `select to_jsonb(t) - '{version,compared_version}'::text[] as row from tenant.${name} t where organization_id = $1 order by t::text`,
      [place.organization.id],
    )
    all[name] = rows.map(({ row }) => JSON.stringify(opened(name, row, sealer))).toSorted()
  }
  return all
}

/** The same value, sealed again, is another ciphertext. */
function opened(table: string, row: Record<string, string | null>, sealer: Sealer): Record<string, unknown> {
  const secrets = sealedTables(features).find((each) => each.table === table)
  if (!secrets) return row
  const id = Object.keys(secrets.key)
    .map((column) => row[column])
    .join('|')
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      value && secrets.columns.includes(column)
        ? secrets.read(sealer, id, column, Buffer.from(value.slice('\\x'.length), 'hex'))
        : value,
    ]),
  )
}

async function patients(): Promise<{ id: string; version: number; kind: string }[]> {
  const { rows } = await world.owner.query(
    'select id, version, kind from tenant.patients where organization_id = $1 and merged_into is null and restricted_at is null order by id',
    [place.organization.id],
  )
  return rows
}

const rowsOf = async (table: string, patientId: string) =>
  (await world.owner.query(`select count(*)::int as n from ${table} where patient_id = $1`, [patientId])).rows[0].n

test('every table that names a patient holds a row that could go along', async () => {
  expect(along.length).toBeGreaterThan(4)
  for (const [table] of along) {
    const { rows } = await world.owner.query(
      `select count(patient_id)::int as n from ${table} where organization_id = $1`,
      [place.organization.id],
    )
    expect(rows[0].n, table).toBeGreaterThan(0)
  }
})

test(`merged in any order, one into another, and taken back from the end: every row is as it was (seed ${seed})`, async () => {
  const { owner } = place.organization
  const before = await kept()
  for (const turn of sampled([0, 1, 2, 3, 4, 5], 3)) {
    const done: string[] = []
    for (let step = 0; step < 3; step++) {
      const all = (await patients()).filter(({ kind }) => kind === 'human')
      const at = (seed + turn * 7 + step * 3) % all.length
      const [mergedOne, keptOne] = [all[at], all[(at + 1 + (turn % (all.length - 1))) % all.length]]
      if (!mergedOne || !keptOne || mergedOne.id === keptOne.id) continue
      const take = ['memo', 'contact', 'birthDate', 'familyName'].filter((_, nth) => (seed + turn + nth) % 2 === 0)
      const answer = await owner.post('/patient-merges', {
        keptId: keptOne.id,
        mergedId: mergedOne.id,
        keptVersion: keptOne.version,
        mergedVersion: mergedOne.version,
        take,
      })
      expect(answer.status, JSON.stringify(answer.body)).toBe(201)
      done.push(answer.body.id)
      for (const [table, move] of along)
        if (!('stays' in move) && !move.unless) expect(await rowsOf(table, mergedOne.id), table).toBe(0)
      expect((await owner.get(`/patients/${mergedOne.id}`)).body.id).toBe(keptOne.id)
    }
    for (const id of done.toReversed()) {
      const { status, body } = await owner.post(`/patient-merges/${id}/undo`)
      expect(status, JSON.stringify(body)).toBe(200)
    }
    expect(await kept()).toEqual(before)
  }
})
