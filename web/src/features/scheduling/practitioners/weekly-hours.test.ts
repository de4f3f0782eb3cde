import { expect, test } from 'vitest'
import { unreadable } from '../../../ui/fields/Field.tsx'
import {
  addSpan,
  beyondOpening,
  copyToWorkdays,
  findingsOf,
  replaceSpan,
  spansOf,
  toggleDay,
  withoutSpan,
  workdaysOf,
} from './weekly-hours.ts'

const monday = [
  { weekday: 1, from: '08:00', to: '12:00' },
  { weekday: 1, from: '13:00', to: '17:00' },
]

test('one day’s hours are copied to the workdays and to no other day', () => {
  const week = copyToWorkdays(
    [...monday, { weekday: 6, from: '09:00', to: '11:00' }, { weekday: 3, from: '10:00', to: '11:00' }],
    1,
    workdaysOf({ firstDay: 1, weekend: [6, 7] }),
  )
  expect([1, 2, 3, 4, 5].map((day) => spansOf(week, day).map(({ from, to }) => `${from}-${to}`))).toEqual(
    Array.from({ length: 5 }, () => ['08:00-12:00', '13:00-17:00']),
  )
  expect(spansOf(week, 6)).toEqual([{ weekday: 6, from: '09:00', to: '11:00' }])
})

test('a day that is switched on takes its neighbour’s hours, one that is switched off loses them', () => {
  expect(spansOf(toggleDay(monday, 2, true), 2)).toHaveLength(2)
  expect(toggleDay(monday, 1, false)).toEqual([])
  expect(toggleDay([], 7, true)).toEqual([{ weekday: 7, from: '09:00', to: '17:00' }])
})

test('a new stretch begins after the last and never passes midnight', () => {
  expect(addSpan(monday, 1).at(-1)).toEqual({ weekday: 1, from: '18:00', to: '21:00' })
  expect(addSpan([{ weekday: 1, from: '09:00', to: '24:00' }], 1).at(-1)).toEqual({
    weekday: 1,
    from: '23:00',
    to: '24:00',
  })
})

test('what ends before it starts or overlaps is found', () => {
  expect(findingsOf(monday).size).toBe(0)
  expect(findingsOf(replaceSpan(monday, 1, 1, { weekday: 1, from: '11:00', to: '17:00' })).get(1)).toBe('overlap')
  expect(findingsOf([{ weekday: 2, from: '12:00', to: '12:00' }]).get(2)).toBe('backwards')
  expect(withoutSpan(monday, 1, 0)).toEqual([monday[1]])
})

test('workdays are those of the country, in the order of its week', () => {
  expect(workdaysOf({ firstDay: 6, weekend: [5, 6] })).toEqual([7, 1, 2, 3, 4])
})

test('who would work before a closed door is told, where the clinic says when it opens', () => {
  const opening = [
    { weekday: 1, from: '08:00', to: '12:00' },
    { weekday: 1, from: '12:00', to: '17:00' },
  ]
  expect(beyondOpening(monday, opening)).toEqual([])
  expect(beyondOpening([...monday, { weekday: 7, from: '10:00', to: '12:00' }], opening)).toEqual([7])
  expect(beyondOpening(monday, [{ weekday: 1, from: '08:30', to: '24:00' }])).toEqual([1])
  expect(beyondOpening(monday, [])).toEqual([])
})

test('what is half typed is kept, judged as nothing, and taken as a model for no other day', () => {
  const half = [
    { weekday: 1, from: '08:00', to: unreadable },
    { weekday: 1, from: '07:00', to: '07:30' },
  ]
  expect(spansOf(replaceSpan(monday, 1, 1, half[0]!), 1)).toContainEqual(half[0])
  expect(findingsOf(half).size).toBe(0)
  expect(beyondOpening(half, monday)).toEqual([1])
  expect(addSpan(half, 1).at(-1)).toEqual({ weekday: 1, from: '08:30', to: '11:30' })
  expect(spansOf(toggleDay(half, 2, true), 2)).toEqual([{ weekday: 2, from: '07:00', to: '07:30' }])
})
