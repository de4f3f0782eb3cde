import { afterAll, beforeAll, expect, test } from 'vitest'
import { filesOf, hasTurn, scratchCopy, type ScratchCopy } from './scratch-copy.ts'

// A state that appointments do not have is put into a copy of the repository, in the files that the how-to names and no others.

const isDeep = process.env.DEEP === '1'
const states = "'booked', 'confirmed', 'arrived', 'in-progress', 'in-recovery', 'completed', 'no-show'"

const migration = 'server/database/migrations/tenant/9001_scheduling_recovery.sql'

const inCatalogue = (word: string) => (text: string) =>
  text
    .replace('"in-progress":', `"in-recovery": "${word}",\n    "in-progress":`)
    .replace('"complete":', `"recover": "${word}",\n    "complete":`)
    .replace(/(?<="said": \{\s*)"/, `"recover": "{{name}}: ${word}",\n      "`)

const planted: Record<string, (text: string) => string> = {
  'contract/src/scheduling/appointment-states.ts': (text) =>
    text
      .replace("'in-progress': {", "'in-recovery': { phase: 'here' },\n  'in-progress': {")
      .replace("from: ['arrived', 'in-progress'],", "from: ['arrived', 'in-progress', 'in-recovery'],")
      .replace('  miss: {', "  recover: { from: ['in-progress'], opens: shortlyBefore },\n  miss: {")
      .replace("  start: 'in-progress',", "  start: 'in-progress',\n  recover: 'in-recovery',")
      .replace("'in-progress': ['complete']", "'in-progress': ['complete'],\n  'in-recovery': ['complete']"),
  [migration]: () => `-- expand
alter table tenant.appointments
  drop constraint appointments_state_check,
  add constraint appointments_state_check check (state in (${states}, 'cancelled')),
  drop constraint appointments_earlier_states_check,
  add constraint appointments_earlier_states_check
    check (earlier_states <@ array[${states}]::text[] and cardinality(earlier_states) < 8);
`,
  'web/src/features/scheduling/appointments/appointment-state.tsx': (text) =>
    text
      .replace("'in-progress': Stethoscope", "'in-recovery': Stethoscope,\n  'in-progress': Stethoscope")
      .replace("'in-progress': 'accent'", "'in-recovery': 'accent',\n  'in-progress': 'accent'"),
  'server/src/features/scheduling/appointments/states.test.ts': (text) =>
    text
      .replace("arrived: '<', completed: '>' },", "arrived: '<', 'in-recovery': '>', completed: '>' },")
      .replace(
        "completed: { arrived: '<', 'in-progress': '<' },",
        "'in-recovery': { 'in-progress': '<', completed: '>' },\n  completed: { arrived: '<', 'in-progress': '<', 'in-recovery': '<' },",
      ),
  'web/src/features/scheduling/locales/en.json': inCatalogue('In recovery'),
  'web/src/features/scheduling/locales/de.json': inCatalogue('Im Aufwachraum'),
  'web/src/features/scheduling/locales/ar.json': inCatalogue('في الإفاقة'),
}

const onServer = `
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type World } from '../../../testing/world.ts'
import { build } from '../build.ts'

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world?.close())

test('it is come into by its step, is shown with what may follow, and is taken back', async () => {
  const { owner, inTenant, id: organizationId } = await world.organization()
  const { id, patient_id: patientId } = await inTenant((tx) => build.appointment(tx))
  await world.owner.query(
    "update tenant.appointments set state = 'in-progress', earlier_states = '{booked,arrived}', starts_at = now(), ends_at = now() + interval '15 minutes' where organization_id = $1 and id = $2",
    [organizationId, id],
  )
  const at = '/appointments/' + id
  const recovering = await owner.post(at + '/steps', { step: 'recover' })
  expect(recovering).toMatchObject({
    status: 201,
    body: {
      state: 'in-recovery',
      earlierState: 'in-progress',
      corrections: ['in-progress'],
      abilities: { recover: { allowed: false }, complete: { allowed: true }, cancel: { allowed: false } },
    },
  })
  expect((await owner.get('/patients/' + patientId)).body.lastVisitAt).toBeDefined()
  expect((await owner.post(at + '/steps', { step: 'complete' })).body.earlierState).toBe('in-recovery')
  expect((await owner.post(at + '/corrections', { to: 'in-recovery' })).body.state).toBe('in-recovery')
})
`

const onWeb = `
import { expect, test } from 'vitest'
import { todayLists } from './today-model.ts'

test('who is in it is treated still', () => {
  const appointment = { state: 'in-recovery', startsAt: '2030-01-01T09:00:00Z' }
  expect(todayLists([appointment as never])).toMatchObject({ treated: [appointment], next: [], done: [] })
})
`

let copy: ScratchCopy
beforeAll(() => {
  copy = scratchCopy('tools/example-feature/')
  for (const [file, plant] of Object.entries(planted)) copy.change(file, plant)
})
afterAll(() => copy.remove())

test('the how-to names the files that it takes, and beside catalogues at most six', () => {
  const named = filesOf('add-an-appointment-state.md')
  const kept = (files: string[]) => files.map((file) => file.replace(/(?<=migrations\/tenant\/).*/, '')).toSorted()
  expect(kept(named)).toEqual(kept(Object.keys(planted)))
  expect(named.filter((file) => !file.includes('/locales/')).length).toBeLessThanOrEqual(6)
})

test.runIf(hasTurn('state'))(
  'a new state is come into, kept, shown and taken back, on the server and in the app',
  () => {
    copy.change('server/src/features/scheduling/appointments/recovery.test.ts', () => onServer)
    copy.change('web/src/features/scheduling/today/recovery.test.ts', () => onWeb)
    copy.run('node_modules/vitest/vitest.mjs', 'run', 'recovery', 'server/src/features/scheduling/appointments/states')
  },
)

test('every catalogue has words for it', () => {
  copy.run('tools/check-texts.ts')
})

test.runIf(isDeep)('the compiler knows it everywhere', () => {
  copy.run('node_modules/typescript/bin/tsc', '-p', '.', '--checkers', '1')
  copy.run('node_modules/typescript/bin/tsc', '-p', 'web', '--checkers', '1')
})
