import { expect, test } from 'vitest'
import { lengthToDraw } from './pending-visit.ts'

const at = (minutes: number) => minutes * 60_000

test('a visit that is being booked is drawn as long as its service, whatever comes next', () => {
  expect(lengthToDraw(at(0), 15, [at(5)])).toBe(15)
  expect(lengthToDraw(at(0), 60, [])).toBe(60)
})

test('without a service it covers nothing of the visit after it', () => {
  expect(lengthToDraw(at(765), undefined, [at(720), at(780)])).toBe(15)
  expect(lengthToDraw(at(765), undefined, [at(720), at(765)])).toBe(30)
})
