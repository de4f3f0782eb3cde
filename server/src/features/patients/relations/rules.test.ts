import { describe, expect, test } from 'vitest'
import { endOf, passTheWhole, startOf, termsProblem, type Terms } from './rules.ts'

describe('a day of the organization begins', () => {
  test.each([
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00Z'],
    ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00Z'],
    // midnight is left out, and the day begins at one
    ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00Z'],
    // midnight comes twice, and the day begins with the first
    ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00Z'],
    ['2026-06-01', 'Pacific/Kiritimati', '2026-05-31T10:00:00Z'],
  ])('%s in %s at %s', (day, zone, instant) => {
    expect(startOf(day, zone)).toBe(instant)
  })

  test('where the day before it is over, so that nobody answers twice and nobody not at all', () => {
    for (const zone of ['Europe/Berlin', 'America/Santiago', 'America/Havana', 'Africa/Cairo', 'Asia/Kathmandu']) {
      for (let day = Temporal.PlainDate.from('2026-01-01'); day.year === 2026; day = day.add({ days: 1 }))
        expect(endOf(day.toString(), zone)).toBe(startOf(day.add({ days: 1 }).toString(), zone))
    }
  })
})

describe('terms', () => {
  const terms = (more: Partial<Terms> = {}): Terms => ({ kind: 'owner', share: null, from: null, until: null, ...more })
  const span = (share: number, beginsAt: string | null = null, endsAt: string | null = null) => ({
    share,
    beginsAt,
    endsAt,
  })
  const problem = (mine: Terms, others: Parameters<typeof termsProblem>[1] = []) =>
    termsProblem(mine, others, 'Europe/Berlin')?.code

  test('have their last day not before the first', () => {
    expect(problem(terms({ from: '2026-03-02', until: '2026-03-01' }))).toBe('ends-first')
    expect(problem(terms({ from: '2026-03-02', until: '2026-03-02' }))).toBeUndefined()
  })

  test('give a share to owners alone', () => {
    expect(problem(terms({ kind: 'carer', share: 100 }))).toBe('range')
    expect(problem(terms({ kind: 'co-owner', share: 100 }))).toBeUndefined()
  })

  test('never pass the whole on any day', () => {
    expect(problem(terms({ share: 3334 }), [span(3333), span(3333)])).toBeUndefined()
    expect(problem(terms({ share: 3335 }), [span(3333), span(3333)])).toBe('range')
    const sold = [span(10_000, null, '2026-06-30T22:00:00Z')]
    expect(problem(terms({ share: 10_000, from: '2026-07-01' }), sold)).toBeUndefined()
    expect(problem(terms({ share: 10_000, from: '2026-06-30' }), sold)).toBe('range')
  })

  test('are judged as if each moment were counted by hand', () => {
    let seed = 7
    const random = (max: number) => Math.floor((seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 65_536) % max
    const moment = (day: number) => new Date(Date.UTC(2026, 0, day)).toISOString()
    for (let round = 0; round < 300; round++) {
      const spans = Array.from({ length: 1 + random(4) }, () => {
        const first = random(9)
        return { days: [first, first + 1 + random(5)] as const, share: random(6000) }
      })
      const passes = Array.from({ length: 20 }, (_, day) =>
        spans
          .filter(({ days: [first, after] }) => first <= day && day < after)
          .reduce((sum, { share }) => sum + share, 0),
      ).some((sum) => sum > 10_000)
      expect(
        passTheWhole(spans.map(({ days: [first, after], share }) => span(share, moment(first), moment(after)))),
      ).toBe(passes)
    }
  })
})
