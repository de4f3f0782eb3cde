import { expect, test } from 'vitest'
import { goesOn, statuses, type Status } from './status.ts'

const all = Object.keys(statuses) as Status[]
const where = (what: Parameters<typeof goesOn>[1]) => all.filter((status) => goesOn(status, what))

test('reading goes on until the organization is closed', () => {
  expect(where({ isRead: true })).toEqual(all.filter((status) => status !== 'closed'))
})

test('a change asks for an organization that is paid for, or will be', () => {
  expect(where({ isRead: false })).toEqual(['trial', 'active', 'past-due'])
})

test('what ends something or takes data along goes on longer, but never while rows are on their way', () => {
  expect(where({ isRead: false, untilClosed: true })).toEqual(['trial', 'active', 'past-due', 'read-only', 'suspended'])
})
