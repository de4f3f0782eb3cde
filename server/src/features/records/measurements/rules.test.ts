import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  inOwnUnit,
  inUnit,
  kindsFor,
  measurementKindKeys,
  measurementKinds,
} from '@polyclinic/contract/records/measurement-kinds.ts'
import { rangesOf, readRanges } from '../ranges/rules.ts'
import { isUnlike, measuredFrom } from './rules.ts'

test('what was typed comes back from the unit of its kind as it was typed', () => {
  const kinds = fc.constantFrom(...measurementKindKeys)
  fc.assert(
    fc.property(kinds, fc.integer({ min: 1, max: 100_000 }), (kind, thousandths) => {
      for (const unit of Object.keys(measurementKinds[kind].units)) {
        const value = thousandths / 1000
        const own = inOwnUnit(kind, value, unit) ?? NaN
        expect(inUnit(kind, own, unit)).toBeCloseTo(value, 6)
      }
    }),
    { numRuns: 50 },
  )
  expect([inOwnUnit('temperature', 98.6, '[degF]'), inOwnUnit('temperature', 38.5, 'Cel')]).toEqual([37, 38.5])
  expect(inOwnUnit('weight', 1, 'cm')).toBeUndefined()
  expect(inUnit('weight', 1, 'toString')).toBeUndefined()
})

test('people have no body condition score, animals no circumference of the head', () => {
  expect(kindsFor('human')).not.toContain('body-condition')
  expect(kindsFor('animal')).not.toContain('head-circumference')
})

test('every kind takes the ends of what is plausible, and nothing beyond', () => {
  for (const kind of measurementKindKeys)
    for (const of of ['human', 'animal'] as const) {
      const { unit, isPair } = measurementKinds[kind]
      const bounds = measurementKinds[kind][of]
      if (!bounds) continue
      const taken = (value: number) =>
        'measured' in measuredFrom({ kind, value, unit, ...(isPair && { secondValue: 20 }) }, of)
      expect([taken(bounds.low - 1), taken(bounds.high), taken(bounds.high + 1)], `${kind} ${of}`).toEqual([
        false,
        true,
        false,
      ])
    }
})

test('only what goes its way slowly can be unlike before', () => {
  const then = { value: 60, measuredAt: 0 }
  expect(isUnlike('heart-rate', { value: 180, measuredAt: 1 }, then, { isGrowing: false })).toBe(false)
  expect(isUnlike('height', { value: 150, measuredAt: 1 }, { value: 170, measuredAt: 0 }, { isGrowing: false })).toBe(
    true,
  )
  expect(isUnlike('height', { value: 120, measuredAt: 1 }, { value: 100, measuredAt: 0 }, { isGrowing: true })).toBe(
    false,
  )
})

test('what is usual goes by species and age; of whom no birth is known, by the grown', () => {
  const all = readRanges(
    'species\tfrom_months\tto_months\tkind\tlow\thigh\tunit\tnote\tsource\tchecked\nhuman\t0\t12\theart-rate\t100\t190\t/min\t\tA\tread\nhuman\t216\t\theart-rate\t60\t100\t/min\tat rest\tB\tcited from memory\ndog\t12\t\theart-rate\t70\t120\t/min\t\tC\tread\n',
  )
  const low = (kind: 'human' | 'animal', species: string | null, birth_date: string | null) =>
    rangesOf(all, { kind, species, birth_date }, Date.parse('2026-11-29')).map((range) => range.low)
  expect(low('human', null, '2026-05')).toEqual([100])
  expect(low('human', null, '1980')).toEqual([60])
  expect(low('human', null, '2015')).toEqual([])
  expect(low('human', null, null)).toEqual([60])
  expect(low('animal', 'dog', null)).toEqual([70])
  expect(low('animal', 'horse', null)).toEqual([])
  expect(all[1]).toMatchObject({ isChecked: false, note: 'at rest' })
})
