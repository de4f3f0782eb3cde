import { expect, test } from 'vitest'
import { lengthToDraw } from './pending-appointment.ts'

const at = (minutes: number) => minutes * 60_000

test('an appointment that is being booked is drawn as long as its service, whatever comes next', () => {
  expect(lengthToDraw(at(0), 15, [at(5)])).toBe(15)
  expect(lengthToDraw(at(0), 60, [])).toBe(60)
})

test('without a service it covers nothing of the appointment after it', () => {
  expect(lengthToDraw(at(765), undefined, [at(720), at(780)])).toBe(15)
  expect(lengthToDraw(at(765), undefined, [at(720), at(765)])).toBe(30)
})
