import { describe, expect, test } from 'vitest'
import type { Clinic } from '@polyclinic/contract/organizations/clinics.ts'
import { clinicsOfToday, clinicToStartAt } from './start-clinic.ts'

const clinicIn = (id: string, timeZone = 'Europe/London') => ({ id, name: id, timeZone }) as Clinic
const clinics = ['harbour', 'hillside', 'old-town'].map((id) => clinicIn(id))
const start = (facts: Partial<Parameters<typeof clinicToStartAt>[0]>) => clinicToStartAt({ clinics, ...facts })?.id

describe('a practitioner begins', () => {
  const atTwo = { clinicIds: ['hillside', 'old-town'] }

  test('where they have hours today, whoever used the device before', () => {
    const facts = {
      practitioner: atTwo,
      hoursToday: ['old-town'],
      appointmentsToday: ['hillside'],
      lastUsed: 'hillside',
    }
    expect(start(facts)).toBe('old-town')
  })

  test('without hours where they have appointments today', () => {
    expect(start({ practitioner: atTwo, appointmentsToday: ['old-town'], lastUsed: 'hillside' })).toBe('old-town')
  })

  test('on a day off where the device was used last, if they work there', () => {
    expect(start({ practitioner: atTwo, lastUsed: 'old-town' })).toBe('old-town')
    expect(start({ practitioner: atTwo, lastUsed: 'harbour' })).toBe('hillside')
  })

  test('else where they work at all, never at the first of the alphabet', () => {
    expect(start({ practitioner: { clinicIds: ['old-town'] } })).toBe('old-town')
  })

  test('where they chose to be, once they did', () => {
    expect(start({ practitioner: atTwo, hoursToday: ['old-town'], chosen: 'harbour' })).toBe('harbour')
  })
})

describe('everybody else begins', () => {
  test('where the device was used last', () => {
    expect(start({ lastUsed: 'old-town' })).toBe('old-town')
    expect(start({ lastUsed: 'old-town', chosen: 'hillside' })).toBe('hillside')
  })

  test('else at the first of their clinics; a clinic that is theirs no more leads nowhere', () => {
    expect(start({})).toBe('harbour')
    expect(start({ lastUsed: 'closed-down', chosen: 'closed-down', hoursToday: ['closed-down'] })).toBe('harbour')
    expect(clinicToStartAt({ clinics: [] })).toBeUndefined()
  })
})

describe('the clinics of today', () => {
  const spans = (...hours: [string, number, string, string][]) =>
    hours.map(([clinicId, weekday, from, to]) => ({ clinicId, weekday, from, to }))
  // a Monday
  const at = (time: string) => Temporal.Instant.from(`2026-11-30T${time}:00Z`)
  const split = spans(
    ['hillside', 1, '13:00', '18:00'],
    ['old-town', 1, '08:00', '12:00'],
    ['harbour', 2, '08:00', '12:00'],
  )

  test.each([
    ['07:00', ['old-town', 'hillside']],
    ['09:00', ['old-town', 'hillside']],
    ['12:00', ['hillside', 'old-town']],
    ['19:00', ['old-town', 'hillside']],
  ])('at %s', (time, expected) => {
    expect(clinicsOfToday(split, clinics, at(time))).toEqual(expected)
  })

  test('today is the clinic’s own day', () => {
    const far = [clinicIn('far', 'Pacific/Auckland')]
    expect(clinicsOfToday(spans(['far', 1, '08:00', '12:00']), far, at('20:00'))).toEqual([])
    expect(clinicsOfToday(spans(['far', 2, '08:00', '12:00']), far, at('20:00'))).toEqual(['far'])
  })

  test('no hours are no clinics, and hours elsewhere do not count', () => {
    expect(clinicsOfToday([], clinics, at('09:00'))).toEqual([])
    expect(clinicsOfToday(spans(['unknown', 1, '08:00', '12:00']), clinics, at('09:00'))).toEqual([])
  })
})
