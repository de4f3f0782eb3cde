import { expect, test } from 'vitest'
import type { Facts } from '../../messaging/public.ts'
import { noticeFor } from './rules.ts'

const ten: Facts = {
  takesPlace: true,
  startsAt: '2027-03-15T10:00:00.000Z',
  endsAt: '2027-03-15T10:30:00.000Z',
  practitionerId: 'weber',
}
const eleven = { ...ten, startsAt: '2027-03-15T11:00:00.000Z', endsAt: '2027-03-15T11:30:00.000Z' }
const longer = { ...ten, endsAt: '2027-03-15T10:45:00.000Z' }
const withKlein = { ...ten, practitionerId: 'klein' }
const off = { ...ten, takesPlace: false }

test.each([
  ['a booking', undefined, null, ten, 'booked'],
  ['a booking that was called off before anybody heard of it', undefined, null, off, undefined],
  ['a move of a visit that the reader knows', ten, ten, eleven, 'moved'],
  ['a move of a visit that nobody was told of', undefined, ten, eleven, 'booked'],
  ['a move that was taken back', ten, ten, ten, undefined],
  ['a move of a visit that nobody was told of, taken back', undefined, ten, ten, undefined],
  ['a move back to what the reader knows, after one without a word', ten, eleven, ten, undefined],
  ['another length', ten, ten, longer, 'lengthened'],
  ['another practitioner', ten, ten, withKlein, 'handed-over'],
  ['another time and practitioner', ten, ten, { ...eleven, practitionerId: 'klein' }, 'moved'],
  ['a cancellation', ten, ten, off, 'cancelled'],
  ['a cancellation of a visit that was booked without a word', undefined, ten, off, 'cancelled'],
  ['a cancellation that was taken back', ten, ten, ten, undefined],
  ['a cancellation that was told, taken back', off, off, ten, 'restored'],
  [
    'a move and a cancellation before anybody heard of the move',
    ten,
    ten,
    { ...eleven, takesPlace: false },
    'cancelled',
  ],
] as const)('%s', (_what, known, stoodBefore, now, notice) => {
  expect(noticeFor({ known, stoodBefore, now })).toBe(notice)
})

test('an instant is the same however it is written', () => {
  const offset = { ...ten, startsAt: '2027-03-15T11:00:00+01:00', endsAt: '2027-03-15T11:30:00+01:00' }
  expect(noticeFor({ known: ten, stoodBefore: null, now: offset })).toBeUndefined()
})
