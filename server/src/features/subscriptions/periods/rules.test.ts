import fc from 'fast-check'
import { expect, test } from 'vitest'
import { terms } from '@polyclinic/contract/subscriptions/terms.ts'
import { billedLines, daysAfter, isHeld, nextDay, periodFrom, taxOf, unusedOf } from './rules.ts'

const day = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const interval = fc.constantFrom('month' as const, 'year' as const)

test('periods follow each other without a gap and come back to their day of the month', () => {
  fc.assert(
    fc.property(day, interval, (anchor, every) => {
      let from = anchor
      for (let nth = 0; nth < 30; nth++) {
        const period = periodFrom(from, anchor, every)
        expect(period.from).toBe(from)
        expect(period.to > from).toBe(true)
        const unit = every === 'month' ? 'months' : 'years'
        expect(period.to).toBe(
          Temporal.PlainDate.from(anchor)
            .add({ [unit]: nth + 1 })
            .toString(),
        )
        from = period.to
      }
    }),
  )
})

test('a year of months that begins on the 31st keeps to it', () => {
  const ends: string[] = []
  for (let from = '2027-01-31'; from < '2027-12-31'; from = ends.at(-1) ?? '') {
    ends.push(periodFrom(from, '2027-01-31', 'month').to)
  }
  expect(ends.map((end) => end.slice(5))).toEqual([
    '02-28',
    '03-31',
    '04-30',
    '05-31',
    '06-30',
    '07-31',
    '08-31',
    '09-30',
    '10-31',
    '11-30',
    '12-31',
  ])
})

test('what was not used is never more than was billed, falls with the days and ends at nothing', () => {
  fc.assert(
    fc.property(fc.nat(1e9), day, interval, fc.nat(400), (price, from, every, days) => {
      const period = periodFrom(from, from, every)
      const unused = unusedOf(price, period, daysAfter(from, days))
      expect(unused).toBeGreaterThanOrEqual(0)
      expect(unused).toBeLessThanOrEqual(price)
      expect(unusedOf(price, period, from)).toBe(price)
      expect(unusedOf(price, period, period.to)).toBe(0)
      expect(unusedOf(price, period, daysAfter(from, days + 1))).toBeLessThanOrEqual(unused)
    }),
  )
})

test('a bill and what is left of the credit are together what there was', () => {
  fc.assert(
    fc.property(fc.nat(1e9), fc.nat(1e9), (price, credit) => {
      const period = { from: '2027-01-01', to: '2027-02-01' }
      const { lines, left } = billedLines({ plan: 'pro', names: {}, price, period }, credit)
      const net = lines.reduce((sum, { amount }) => sum + amount, 0)
      expect(net).toBeGreaterThanOrEqual(0)
      expect(price - net).toBe(credit - left)
      expect(left).toBeGreaterThanOrEqual(0)
    }),
  )
  expect(taxOf(2000, 190)).toBe(380)
  expect(taxOf(333, 77)).toBe(26)
})

test('it is always looked at again on a later day, until nothing is owed and nothing runs', () => {
  fc.assert(
    fc.property(
      day,
      fc.option(fc.nat(60)),
      fc.option(fc.nat(60)),
      fc.option(fc.nat(60)),
      (today, trial, period, due) => {
        const at = (days: number | null) => (days === null ? null : daysAfter(today, days - 30))
        const open =
          due === null ? [] : [{ issued_on: at(due) ?? '', due_on: daysAfter(at(due) ?? '', terms.payWithin) }]
        const dated = { trial_to: at(trial), period_to: at(period), payment: 'card' }
        let looked = 0
        for (let next = nextDay(today, dated, open); next !== undefined; next = nextDay(next, dated, open)) {
          expect(next > today).toBe(true)
          if (++looked > 20) throw new Error('it never ends')
        }
      },
    ),
  )
  const due = '2027-03-01'
  expect(isHeld(daysAfter(due, terms.readOnlyAfter), [{ due_on: due }])).toBe(false)
  expect(isHeld(daysAfter(due, terms.readOnlyAfter + 1), [{ due_on: due }])).toBe(true)
})
