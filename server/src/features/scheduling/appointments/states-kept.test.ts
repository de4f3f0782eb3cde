import { afterAll, beforeAll, expect, test } from 'vitest'
import { appointmentStates, occupies } from '@polyclinic/contract/scheduling/appointment-states.ts'
import { createWorld, type World } from '../../../testing/world.ts'

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world?.close())

test.each([
  ['appointments_state_check', appointmentStates],
  ['appointments_earlier_states_check', appointmentStates.filter(occupies)],
])('the database lets through what the contract knows: %s', async (constraint, known) => {
  const { rows } = await world.owner.query<{ check: string }>(
    'select pg_get_constraintdef(oid) as check from pg_constraint where conname = $1',
    [constraint],
  )
  const names = rows.flatMap(({ check }) => [...check.matchAll(/[a-z]+(-[a-z]+)?(?=[',}])/g)].map(([name]) => name))
  expect(new Set(names.filter((name) => name !== 'text'))).toEqual(new Set(known))
})
