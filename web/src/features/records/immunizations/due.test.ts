import { expect, test } from 'vitest'
import type { Immunization } from '@polyclinic/contract/records/immunizations.ts'
import { dueOf, monthsAfter } from './due.ts'

const given = (givenOn: string, dueOn: string | undefined, change: Partial<Immunization> = {}): Immunization => ({
  id: `${givenOn} ${dueOn}`,
  patientId: '',
  text: 'Rabies',
  givenOn,
  ...(dueOn && { dueOn }),
  status: 'completed',
  recordedAt: '2026-01-01T00:00:00Z',
  version: 1,
  abilities: { update: { allowed: true } },
  ...change,
})

const states = (...items: Immunization[]) => dueOf(items, '2026-11-29').map(({ dueOn, state }) => [dueOn, state])

test('of each vaccine the last time says when it is due', () => {
  expect(states(given('2025-11-01', '2026-11-01'), given('2026-11-02', '2029-11-02'))).toEqual([
    ['2029-11-02', 'later'],
  ])
  expect(states(given('2025-11-01', '2026-11-01'), given('2026-11-02', undefined))).toEqual([])
  expect(states(given('2025-11-01', '2026-11-28'), given('2026-10-01', '2026-12-20', { text: 'DHP' }))).toEqual([
    ['2026-11-28', 'overdue'],
    ['2026-12-20', 'soon'],
  ])
})

test('what was entered in error is due never', () => {
  expect(states(given('2025-11-01', '2026-11-01', { status: 'entered-in-error' }))).toEqual([])
})

test('months are counted from a day, and from nothing less', () => {
  expect(monthsAfter('2026-01-31', 1)).toBe('2026-02-28')
  expect([monthsAfter('2026-01', 12), monthsAfter(null, 12)]).toEqual([null, null])
})
