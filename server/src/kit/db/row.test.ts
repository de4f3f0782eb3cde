import { sql } from 'kysely'
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest'
import { createTestDatabases, type TestDatabases } from '../../testing/databases.ts'
import { takeDifferences } from '../../testing/statements/row-shapes.ts'
import {
  bigint,
  bool,
  bytea,
  date,
  int,
  json,
  nullable,
  text,
  texts,
  textOf,
  timestamptz,
  uuid,
  uuids,
} from './columns.ts'
import { shape, type RowOf } from './row.ts'
import { inTransaction, type Transaction } from './transaction.ts'
import type { Query } from './query.ts'

let world: TestDatabases

beforeAll(async () => {
  world = await createTestDatabases()
})
afterAll(() => world.drop())

const ask = <Row>(query: Query<Row>, mode: 'read' | 'write' = 'read') =>
  inTransaction(
    world.databases.control,
    { settings: {}, mode },
    (tx: Transaction) => tx,
    (tx) => tx.all(query),
  )

const clinicRow = shape({ id: uuid, name: text, closed_on: nullable(date) })

test('the type of a row follows from its shape', () => {
  expectTypeOf<RowOf<typeof clinicRow>>().toEqualTypeOf<{ id: string; name: string; closed_on: string | null }>()
  const query = shape({
    state: textOf<'open' | 'shut'>(),
    tags: texts,
    at: nullable(timestamptz),
    more: json<{ n: number }>(),
  })`select`
  expectTypeOf(query).toExtend<
    Query<{ state: 'open' | 'shut'; tags: string[]; at: string | null; more: { n: number } }>
  >()
})

test('every kind of column is read as its type says', async () => {
  const everything = shape({
    a: uuid,
    b: uuids,
    c: text,
    d: texts,
    e: int,
    f: bigint,
    g: bool,
    h: timestamptz,
    i: date,
    j: bytea,
    k: json<object>(),
  })
  const id = '00000000-0000-7000-8000-000000000001'
  expect(
    await ask(everything`select ${id}::uuid as a, array[${id}::uuid] as b, 'x'::text as c, array['x', 'y'] as d, 1 as e,
      9007199254740991 as f, true as g, timestamptz '2026-03-29 02:30:00+01' as h, date '2026-03-29' as i,
      '\\x07'::bytea as j, jsonb_build_object('n', 1) as k`),
  ).toEqual([
    {
      a: id,
      b: [id],
      c: 'x',
      d: ['x', 'y'],
      e: 1,
      f: 9007199254740991,
      g: true,
      h: '2026-03-29T01:30:00.000Z',
      i: '2026-03-29',
      j: Buffer.from([7]),
      k: { n: 1 },
    },
  ])
})

test('a shape writes the list to select, with what is computed instead of read', async () => {
  const source = sql`(select gen_random_uuid() as id, 'North' as name) c`
  const query = clinicRow`select ${clinicRow.of('c', { closed_on: sql`date '2026-01-02'` })} from ${source}`
  expect(await ask(query)).toEqual([{ id: expect.any(String), name: 'North', closed_on: '2026-01-02' }])
})

test('a statement with a shape stands in another one', async () => {
  const numbers = shape({ n: int })`select n from generate_series(1, 3) n`
  expect(await ask(shape({ sum: bigint })`select sum(n) as sum from (${numbers}) every_n`)).toEqual([{ sum: 6 }])
})

test.each(['read', 'write'] as const)(
  'a wrong name, type or null in a %s is told with statement and column',
  async (mode) => {
    await ask(shape({ id: uuid, named: text })`select gen_random_uuid() as id, 'x'::text as name`, mode)
    expect(takeDifferences()).toEqual([
      "“select gen_random_uuid() as id, 'x'::text as name”: its shape has named, which it does not select",
      "“select gen_random_uuid() as id, 'x'::text as name”: it selects name, which its shape does not have",
    ])
    await ask(shape({ id: text })`select gen_random_uuid() as id`, mode)
    expect(takeDifferences()).toEqual(['“select gen_random_uuid() as id”: id is uuid, and its shape says text'])
    await ask(
      shape({ n: int, m: nullable(int) })`select null::int as n, null::int as m from generate_series(1, 2)`,
      mode,
    )
    expect(takeDifferences()).toEqual([
      '“select null::int as n, null::int as m from generate_series(1, 2)”: n is null, and its shape does not say nullable',
    ])
    await ask(shape({})`select 1 as one`, mode)
    expect(takeDifferences()).toEqual(['“select 1 as one”: it selects one, which its shape does not have'])
  },
)

test('a type is compared even where no row comes', async () => {
  await ask(shape({ n: text })`select 1 as n where false`)
  expect(takeDifferences()).toEqual(['“select 1 as n where false”: n is int, and its shape says text'])
})
