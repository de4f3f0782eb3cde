import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  abilitiesOf,
  appointmentSteps,
  appointmentStates,
  correctionHindrance,
  correctionsOf,
  hindranceOf,
  nextStepOf,
  pathBackTo,
  stateAfter,
  statesBefore,
  type AppointmentState,
  type AppointmentMoment,
} from '@polyclinic/contract/scheduling/appointment-states.ts'

const minute = 60_000
const start = Date.parse('2030-03-04T09:00:00Z')
const appointment = (state: AppointmentState, earlierState?: AppointmentState): AppointmentMoment => ({
  state,
  startsAt: new Date(start).toISOString(),
  endsAt: new Date(start + 30 * minute).toISOString(),
  ...(earlierState && { earlierState }),
})

/** Every pair of states: by which step one leads to the other (`>`), and which may be taken back (`<`). */
const pairs: Record<AppointmentState, Partial<Record<AppointmentState, string>>> = {
  booked: { confirmed: '>', arrived: '>', 'in-progress': '>', 'no-show': '>', cancelled: '>' },
  confirmed: { booked: '<', arrived: '>', 'in-progress': '>', 'no-show': '>', cancelled: '>' },
  arrived: { booked: '<', confirmed: '<', 'no-show': '<', 'in-progress': '>', completed: '>', cancelled: '>' },
  'in-progress': { booked: '<', confirmed: '<', arrived: '<', completed: '>' },
  completed: { arrived: '<', 'in-progress': '<' },
  cancelled: { booked: '<', confirmed: '<', arrived: '<' },
  'no-show': { booked: '<', confirmed: '<', arrived: '>' },
}

/** A moment at which nothing is too early and little too late: the last minute of the appointment. */
const during = start + 29 * minute

describe.each(appointmentStates)('from %s', (from) => {
  test.each(appointmentStates)('to %s leads what the table says and nothing else', (to) => {
    const isForward =
      to === 'cancelled'
        ? hindranceOf('cancel', appointment(from), during) === undefined
        : appointmentSteps.some(
            // confirming ends with the start, so it is asked before
            (step) =>
              stateAfter[step] === to && !hindranceOf(step, appointment(from), step === 'confirm' ? start - 1 : during),
          )
    const isBack = correctionHindrance(appointment(from), to, during) === undefined
    expect(`${isForward ? '>' : ''}${isBack ? '<' : ''}`).toBe(pairs[from][to] ?? '')
  })
})

test('nothing is done before its time, and what has passed stays', () => {
  const booked = appointment('booked')
  for (const step of ['arrive', 'start'] as const) {
    expect(hindranceOf(step, booked, start - 120 * minute - 1)).toBe('too-early')
    expect(hindranceOf(step, booked, start - 120 * minute)).toBeUndefined()
    expect(hindranceOf(step, booked, start + 10_000 * minute)).toBeUndefined()
  }
  expect(hindranceOf('complete', appointment('arrived'), start - 121 * minute)).toBe('too-early')
  expect(hindranceOf('miss', booked, start - 1)).toBe('too-early')
  expect(hindranceOf('miss', booked, start)).toBeUndefined()
  expect(hindranceOf('confirm', booked, start - 1)).toBeUndefined()
  expect(hindranceOf('confirm', booked, start)).toBe('too-late')
  const aDayAfter = start + 30 * minute + 24 * 60 * minute
  expect(hindranceOf('cancel', booked, aDayAfter - 1)).toBeUndefined()
  expect(hindranceOf('cancel', booked, aDayAfter)).toBe('too-late')
  expect(correctionHindrance(appointment('cancelled'), 'booked', aDayAfter - 1)).toBeUndefined()
  expect(correctionHindrance(appointment('cancelled'), 'booked', aDayAfter)).toBe('too-late')
  expect(correctionHindrance(appointment('arrived'), 'no-show', start - 1)).toBe('too-early')
})

test('the state that it came from comes first, and whoever may not write may do nothing', () => {
  expect(correctionsOf(appointment('arrived', 'confirmed'), during)).toEqual(['confirmed', 'booked', 'no-show'])
  expect(correctionsOf(appointment('arrived'), during)).toEqual(['booked', 'confirmed', 'no-show'])
  for (const state of appointmentStates)
    for (const ability of Object.values(abilitiesOf(appointment(state), during, false)))
      expect(ability).toEqual({ allowed: false, reason: 'not-allowed' })
  expect(abilitiesOf(appointment('booked'), start - 999 * minute, true)).toMatchObject({
    confirm: { allowed: true },
    arrive: { allowed: false, reason: 'too-early' },
    complete: { allowed: false, reason: 'wrong-state' },
    correct: { allowed: false, reason: 'wrong-state' },
  })
})

test('what comes next is asked for when its time has come', () => {
  expect(nextStepOf(appointment('booked'), start - 121 * minute)).toBe('confirm')
  expect(nextStepOf(appointment('booked'), start - 120 * minute)).toBe('arrive')
  expect(nextStepOf(appointment('confirmed'), start - 121 * minute)).toBeUndefined()
  expect(nextStepOf(appointment('confirmed'), start)).toBe('arrive')
  expect(nextStepOf(appointment('arrived'), start)).toBe('start')
  expect(nextStepOf(appointment('in-progress'), start)).toBe('complete')
  for (const state of ['completed', 'cancelled', 'no-show'] as const)
    expect(nextStepOf(appointment(state), start)).toBeUndefined()
})

test('whatever way an appointment went, it can be taken back along the same way to where it began', () => {
  const choices = fc.array(fc.nat(), { maxLength: 12 })
  fc.assert(
    fc.property(choices, (picks) => {
      let [state, earlier]: [AppointmentState, AppointmentState[]] = ['booked', []]
      for (const pick of picks) {
        const onward = appointmentStates.filter((to) => statesBefore(to).includes(state))
        if (onward.length === 0) break
        earlier = [...earlier, state]
        state = onward[pick % onward.length] as AppointmentState
      }
      expect(earlier.length).toBeLessThan(8)
      while (earlier.length > 0) {
        const back = earlier.at(-1) as AppointmentState
        expect(statesBefore(state)).toContain(back)
        const path = pathBackTo(earlier, back)
        expect(path).toEqual(earlier.slice(0, -1))
        ;[state, earlier] = [back, path]
      }
      expect(state).toBe('booked')
    }),
  )
})

test('after any correction the path is one that leads to the state', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...appointmentStates), { maxLength: 7 }),
      fc.constantFrom(...appointmentStates),
      (earlier, to) => {
        const path = pathBackTo(earlier, to)
        expect(path.length === 0 || statesBefore(to).includes(path.at(-1) as AppointmentState)).toBe(true)
      },
    ),
  )
})
