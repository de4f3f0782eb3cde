import { expect, test } from 'vitest'
import type { Room } from '@polyclinic/contract/scheduling/rooms.ts'
import { q } from '../../../kit/api/api.ts'
import { answer, refusal } from '../../../testing/answers.ts'
import { drawn } from '../../../testing/drawn.tsx'
import { clinic, idOf, memberOf } from '../../../testing/people.ts'

const room = (change: Partial<Room> = {}): Room => ({
  id: idOf(10),
  name: 'Room 1',
  clinicId: clinic().id,
  capacity: 1,
  version: 1,
  ...change,
})
const rooms = (...items: Room[]) => answer(q.scheduling.rooms.list, { items })
const address = '/riverside/settings/rooms'

test('where no room is, the page says what they are for and adds the first', async () => {
  const page = await drawn(address, memberOf(), [rooms()])
  expect(page.headings).toEqual(['Rooms', '0 rooms', 'No rooms yet'])
  expect(page.buttons).toEqual(['Add room', 'Add room'])
})

test('rooms that cannot be had are a sentence in place of the table, and never “no rooms yet”', async () => {
  const page = await drawn(address, memberOf(), [refusal(q.scheduling.rooms.list, 'unexpected')])
  expect(page.text).toContain('Something went wrong')
  expect(page.text).not.toContain('No rooms yet')
  expect(page.columns).toEqual([])
})

test('a room of the archive is counted nowhere and stands in no row until the archive is opened', async () => {
  const page = await drawn(address, memberOf(), [
    rooms(room(), room({ id: idOf(11), name: 'Cellar', archivedAt: '2026-01-02T00:00:00Z' })),
  ])
  expect(page.headings).toContain('1 room')
  expect(page.rows).toEqual([['Room 1', 'Old Town', '1']])
  expect(page.buttons).toContain('Archive')
})

test('a room of a clinic that the reader does not work with has a dash for it', async () => {
  const page = await drawn(address, memberOf(), [rooms(room({ clinicId: idOf(99), capacity: 12 }))])
  expect(page.rows).toEqual([['Room 1', '–', '12']])
})

test('a name in another script keeps its direction among the words around it', async () => {
  const page = await drawn(address, memberOf(), [rooms(room({ name: 'غرفة ١' }))])
  expect(page.ownDirection).toContain('غرفة ١')
})

test('where rooms are not in the plan, those that exist stand there, none can be added, and the owner sees the way to a bigger one', async () => {
  const featuresOff = [{ feature: 'rooms', isInBiggerPlan: true }]
  const page = await drawn(`${address}?new=1`, memberOf({ featuresOff }), [rooms(room())])
  expect(page.rows).toEqual([['Room 1', 'Old Town', '1']])
  expect(page.buttons).not.toContain('Add room')
  expect(page.headings).not.toContain('New room')
  expect(page.text).toContain('Rooms is off here')
  expect([...page.links.keys()]).toContain('/riverside/settings/plan')
  const none = await drawn(address, memberOf({ featuresOff, role: 'clinic-administrator' }), [rooms()])
  expect(none.buttons).not.toContain('Add room')
  expect(none.text).toContain('Your plan does not include this')
  expect(none.text).not.toContain('See plans')
})
