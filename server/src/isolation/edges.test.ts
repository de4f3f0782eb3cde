import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { isForOperators } from '@polyclinic/contract/kit/access.ts'
import { date, instant, wallTime } from '@polyclinic/contract/kit/time.ts'
import { cursorOf } from '../kit/http/cursor.ts'
import { operatorOf } from '../testing/operators.ts'
import { createWorld, type Person, type World } from '../testing/world.ts'
import { call } from './calls.ts'
import { fieldsOf, planted } from './fields.ts'
import { operations, type Operation } from './operations.ts'
import { isDeep, sampled } from '../testing/deep.ts'
import { unknownId, type Sample } from '../testing/isolation.ts'
import { samples } from './samples.ts'
import { seedOrganization, type SeededOrganization } from './seed.ts'

let world: World
let here: SeededOrganization
let operator: Person

beforeAll(async () => {
  world = await createWorld()
  here = await seedOrganization(await world.organization(), 'heron')
  operator = await operatorOf(world)
})
afterAll(() => world.close())

const asked = operations.filter(({ key }) => key !== 'organizations.live.changes')
const fields = asked.flatMap((operation) => fieldsOf(operation.inputSchema).map((field) => ({ operation, ...field })))
const ask = (operation: Operation, sample: Sample) =>
  call(here.organization.owner, operation, here.organization.slug, sample)

/** What looks like a time and is none, or lies where neither databases nor zones reach. */
const noInstants = [
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '1899-12-31T23:59:59Z',
  '1900-01-01T00:00:00+00:01',
  '1900-01-01T00:00:00-23:59',
  '2200-01-01T00:00:00Z',
  '2199-12-31T23:59:59-00:01',
  '9999-12-31T23:59:59Z',
  '10000-01-01T00:00:00Z',
  '+010000-01-01T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  '2030-06-01T10:00:00+16:00',
  '2030-06-01T10:00:00-16:00',
  '2030-06-01T10:00:00+23:59',
  '2030-06-01T10:00:00+24:00',
  '2030-06-01T10:00:00+99:99',
  '2030-06-01T10:00:00+1',
  '2030-06-01T23:59:60Z',
  '2030-06-01T24:00:00Z',
  '2030-02-30T10:00:00Z',
  '2030-13-01T10:00:00Z',
  '2030-06-01T10:00:00',
  '2030-06-01',
  '2030-06-01T10:00:00Z[Europe/Berlin]',
  `2030-06-01T10:00:00.${'1'.repeat(5000)}Z`,
  'infinity',
  '-infinity',
  'now',
  'epoch',
  'NaN',
  '1780000000000',
  '',
]
const noDates = [
  '0000-01-01',
  '0001-01-01',
  '1799-12-31',
  '2200-01-01',
  '9999-12-31',
  '10000-01-01',
  '+010000-01-01',
  '-000001-01-01',
  '2030-02-29',
  '2030-00-10',
  '2030-06-31',
  '2030-6-1',
  '20300601',
  '2030-W23-1',
  '2030-06-01T00:00:00Z',
  '2030-06-01 BC',
  'infinity',
  'today',
  '',
]
const noWallTimes = ['24:01', '25:00', '-01:00', '9:00', '09:60', '09:00:00', '09:00Z', '٠٩:٠٠', 'noon', '']

const edges = [
  { name: 'an instant', type: instant, wrong: noInstants },
  { name: 'a date', type: date, wrong: noDates },
  { name: 'a time of day', type: wallTime, wrong: noWallTimes },
]

test.each(edges)(
  '$name at the edge of what there is is refused with its field, wherever one is taken',
  async ({ type, wrong }) => {
    const taken = fields.filter((field) => field.type === type)
    expect(taken.length).toBeGreaterThan(1)
    for (const { operation, path } of taken)
      for (const value of wrong) {
        const asker = isForOperators(operation.meta.permission) ? operator : here.organization.owner
        const sample = planted(samples[operation.key](here.ids), path, value)
        const answer = await call(asker, operation, here.organization.slug, sample)
        const what = `${operation.key} ${path.join('.')} = ${value.slice(0, 60)}`
        expect(answer.status, what).toBe(400)
        expect(
          answer.body.data.issues.map((issue: { path: unknown }) => issue.path),
          what,
        ).toContainEqual(path)
      }
  },
)

test.each([
  [
    instant,
    [
      '1900-01-01T00:00:00Z',
      '1900-01-01T15:59:00+15:59',
      '2199-12-31T23:59:59.999Z',
      '2199-12-31T08:00:00-15:59',
      '2028-02-29T10:00:00.123456789Z',
      '2030-06-01T10:00Z',
    ],
  ],
  [date, ['1800-01-01', '2199-12-31', '2028-02-29']],
])('the last ones that there are are looked at, and no answer is an accident', async (type, right) => {
  for (const { operation, path } of fields.filter((field) => field.type === type))
    for (const value of right) {
      const answer = await ask(operation, planted(samples[operation.key](here.ids), path, value))
      expect(answer.status, `${operation.key} ${path.join('.')} = ${value}`).toBeLessThan(500)
    }
})

test('times and dates are taken by the types of the contract’s kit and by no other', () => {
  for (const { operation, path, type } of fields) {
    const { format } = type.def as { format?: string }
    if (!['datetime', 'date', 'time', 'duration'].includes(format ?? '')) continue
    expect([instant, date].includes(type as never), `${operation.key} ${path.join('.')}`).toBe(true)
  }
})

test('a cursor that we did not make is refused, whatever stands in it', async () => {
  const values = [
    ...noInstants.slice(0, 12),
    '2030-06-01T10:00:00Z',
    '2030-01-01',
    'x'.repeat(2000),
    '\0',
    '\ud800',
    unknownId,
    1e300,
    -1,
    0,
  ]
  const positions = [
    [],
    ...values.map((value) => [value]),
    ...values.flatMap((value) => [
      [value, unknownId],
      [value, value],
      ['a', value],
    ]),
    [1, 2, 3],
  ]
  const lists = fields.filter(({ path }) => path.join('.') === 'query.cursor')
  expect(lists.length).toBeGreaterThan(5)
  for (const { operation, path } of lists)
    for (const position of [...positions.map(cursorOf), 'x', '%00', 'bnVsbA', 'W10', '='.repeat(499)]) {
      const answer = await ask(operation, planted(samples[operation.key](here.ids), path, position))
      expect(answer.status, `${operation.key} ${position}`).toBeLessThan(500)
    }
})

/** Values of every kind, for fields of every kind. */
const anything: unknown[] = [
  '',
  'x'.repeat(5000),
  'a\0b',
  '\ud800',
  '9'.repeat(30),
  '../..',
  1e308,
  2 ** 53 + 2,
  null,
  [[]],
  { toString: 1 },
]

/** The smallest and the largest that a field lets through: they reach the database. */
function extremes(type: z.ZodType): unknown[] {
  if (type instanceof z.ZodNumber) return [type.minValue, type.maxValue]
  if (type instanceof z.ZodString && type.maxLength)
    return ['x'.repeat(type.maxLength), '\u{10FFFF}'.repeat(type.maxLength / 2), '1'.repeat(type.maxLength)]
  return []
}

const mayTravel = (path: readonly unknown[], value: unknown) =>
  path[0] === 'body' || (typeof value === 'string' && value.isWellFormed())

const reach = isDeep ? 'no value' : 'none of a sample of values'

test(`${reach} of any field of any operation makes an answer an accident`, async () => {
  const accidents: string[] = []
  for (const operation of asked) {
    const sample = samples[operation.key](here.ids)
    // an account's own matters end its session now and then
    const who = operation.path.includes('{organization}') ? here.organization.owner : await world.account()
    const values = fieldsOf(operation.inputSchema).flatMap(({ path, type }) =>
      [...anything, ...extremes(type)].filter((each) => mayTravel(path, each)).map((value) => ({ path, value })),
    )
    for (const { path, value } of sampled(values, 7)) {
      const answer = await call(who, operation, here.organization.slug, planted(sample, path, value))
      const what = `${operation.key} ${path.join('.')} = ${JSON.stringify(value).slice(0, 60)}`
      if (answer.status >= 500) accidents.push(`${what}: ${answer.status}`)
    }
  }
  expect(accidents).toEqual([])
})

test('nor does any value of a header that changes read', async () => {
  const changes = asked.filter(({ method, path }) => method !== 'GET' && path.includes('{organization}'))
  for (const operation of changes)
    for (const value of ['', '-1', '"2147483648"', 'x'.repeat(5000), '\u00ff'])
      for (const header of ['if-match', 'idempotency-key']) {
        const path = operation.path.replace('{organization}', here.organization.slug)
        const answer = await here.organization.owner.call(operation.method, path.replaceAll(/\{\w+\}/g, unknownId), {
          headers: { [header]: value },
        })
        expect(answer.status, `${operation.key} ${header}: ${value.slice(0, 60)}`).toBeLessThan(500)
      }
})
