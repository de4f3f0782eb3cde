import { describe, expect, test } from 'vitest'
import { readingOf, type Part } from './parts-reading.ts'

const part = (type: string, value: number | null): Part => ({
  type,
  value,
  text: value === null ? '––' : String(value).padStart(2, '0'),
  isEditable: true,
  isPlaceholder: value === null,
})
const slash: Part = { type: 'literal', text: '/', isEditable: false, isPlaceholder: false }
const date = (day: number | null, month: number | null, year: number | null) => [
  part('day', day),
  slash,
  part('month', month),
  slash,
  part('year', year),
]

describe('the parts of a date', () => {
  test('are whole where they are the value, and half where any one is missing', () => {
    const value = { day: 24, month: 6, year: 1999 }
    expect(readingOf(date(24, 6, 1999), value)).toEqual({ kind: 'whole', text: '24/06/1999' })
    expect(readingOf(date(null, null, null), null).kind).toBe('empty')
    for (const half of [date(null, 6, 1999), date(24, null, 1999), date(24, 6, null), date(null, null, 1999)])
      for (const before of [value, null]) expect(readingOf(half, before).kind).toBe('half')
  })

  test('that no month has are impossible, whatever stood there before', () => {
    for (const before of [null, { day: 28, month: 2, year: 2026 }])
      expect(readingOf(date(30, 2, 2026), before)).toEqual({ kind: 'impossible', text: '30/02/2026' })
  })
})

test('a time of which an hour or a half of the day is missing is half', () => {
  const time = (hour: number | null, minute: number | null, half?: number | null) => [
    part('hour', hour),
    part('minute', minute),
    ...(half === undefined ? [] : [part('dayPeriod', half)]),
  ]
  expect(readingOf(time(9, 30), {}).kind).toBe('whole')
  expect(readingOf(time(9, 30, 0), {}).kind).toBe('whole')
  for (const half of [time(null, 30), time(9, null), time(9, 30, null)]) expect(readingOf(half, {}).kind).toBe('half')
})
