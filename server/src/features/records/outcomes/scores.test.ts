import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  measuresFor,
  outcomeMeasureKeys,
  outcomeMeasures,
  type OutcomeMeasureFacts,
} from '@polyclinic/contract/records/outcome-measures.ts'
import { changeBetween, scoreOf } from '@polyclinic/contract/records/outcome-scores.ts'

const withItems = ['phq-9', 'gad-7'] as const
const answersOf = (count: number) =>
  fc.array(fc.option(fc.integer({ min: 0, max: 3 })), { minLength: count, maxLength: count })

test('whatever is answered, a score lies within its measure, and a form with too much missing has none', () => {
  for (const measure of withItems) {
    const { items, low, high }: OutcomeMeasureFacts = outcomeMeasures[measure]
    const { count = 0, mayMiss = 0 } = items ?? {}
    fc.assert(
      fc.property(answersOf(count), (answers) => {
        const counted = scoreOf(measure, { answers })
        const missing = answers.filter((one) => one === null).length
        expect('score' in counted).toBe(missing <= mayMiss)
        if (!('score' in counted)) return
        expect(counted.score).toBeGreaterThanOrEqual(low)
        expect(counted.score).toBeLessThanOrEqual(high ?? 0)
        if (missing === 0) expect(counted.score).toBe(answers.reduce<number>((all, one) => all + (one ?? 0), 0))
      }),
      { numRuns: 60 },
    )
  }
})

test('what is missing of a PHQ-9 counts as the mean of what was answered, up to two items', () => {
  const answers = (...missing: number[]) =>
    Array.from({ length: 9 }, (_, index) => (missing.includes(index) ? null : 2))
  expect(scoreOf('phq-9', { answers: answers() })).toEqual({ score: 18 })
  expect(scoreOf('phq-9', { answers: answers(3, 8) })).toEqual({ score: 18 })
  expect(scoreOf('phq-9', { answers: answers(3, 7, 8) })).toEqual({ fault: { path: 'answers.3', code: 'required' } })
  expect(scoreOf('phq-9', { answers: [1, 1, 1, 1, 1, 1, 1, 2, null] })).toEqual({ score: 10 })
  expect(scoreOf('gad-7', { answers: [3, 3, 3, 3, 3, 3, null] })).toMatchObject({ fault: { path: 'answers.6' } })
})

test('activities of a patient count by their mean, to one digit', () => {
  const activities = (...values: number[]) => values.map((value) => ({ text: 'stairs', value }))
  expect(scoreOf('psfs', { activities: activities(3, 4, 4) })).toEqual({ score: 3.7 })
  expect(scoreOf('psfs', { activities: [] })).toEqual({ fault: { path: 'activities', code: 'required' } })
  expect(scoreOf('psfs', { activities: activities(3, 11) })).toMatchObject({ fault: { path: 'activities.1.value' } })
})

test('a typed score takes the ends of its measure, in its steps, and nothing beyond', () => {
  for (const measure of outcomeMeasureKeys) {
    const { form, low, high, plausible, digits }: OutcomeMeasureFacts = outcomeMeasures[measure]
    if (form !== 'number' && form !== 'total') continue
    const top = high ?? plausible ?? NaN
    for (const score of [low, top]) expect(scoreOf(measure, { score })).toEqual({ score })
    for (const score of [low - 1, top + 1, low + 0.5 * 10 ** -digits, NaN])
      expect(scoreOf(measure, { score })).toEqual({ fault: { path: 'score', code: 'implausible' } })
    expect(scoreOf(measure, {})).toEqual({ fault: { path: 'score', code: 'required' } })
    expect(scoreOf(measure, { score: low, answers: [1] })).toEqual({ fault: { path: 'answers', code: 'kind' } })
  }
})

test('a change counts from the published one on, in the direction of its measure', () => {
  expect(changeBetween('nprs', 6, 4)).toEqual({ by: -2, verdict: 'better' })
  expect(changeBetween('nprs', 4, 6)).toEqual({ by: 2, verdict: 'worse' })
  expect(changeBetween('nprs', 6, 5)).toEqual({ by: -1, verdict: 'too-small' })
  expect(changeBetween('lefs', 41, 50)).toEqual({ by: 9, verdict: 'better' })
  expect(changeBetween('lefs', 50, 42)).toEqual({ by: -8, verdict: 'too-small' })
  expect(changeBetween('gait-speed', 0.9, 1)).toEqual({ by: 0.1, verdict: 'better' })
  expect(changeBetween('ndi', 20, 10)).toEqual({ by: -10, verdict: 'unjudged' })
  expect(changeBetween('psfs', 5, 5)).toEqual({ by: 0, verdict: 'same' })
})

test('forward and back are opposite verdicts', () => {
  const opposite = { better: 'worse', worse: 'better', same: 'same', 'too-small': 'too-small', unjudged: 'unjudged' }
  const score = fc.integer({ min: 0, max: 80 })
  fc.assert(
    fc.property(fc.constantFrom(...outcomeMeasureKeys), score, score, (measure, from, to) => {
      expect(changeBetween(measure, to, from).verdict).toBe(opposite[changeBetween(measure, from, to).verdict])
    }),
    { numRuns: 60 },
  )
})

test('each measure is offered to those that it is made for', () => {
  expect(measuresFor('dog')).toEqual(expect.arrayContaining(['load', 'thigh-girth']))
  expect(measuresFor('human')).not.toContain('load')
  expect(measuresFor('fish')).toEqual([])
})
