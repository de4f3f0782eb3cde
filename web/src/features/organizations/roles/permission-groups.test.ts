import { expect, test } from 'vitest'
import { groupsOf } from './permission-groups.ts'

test('permissions stand under what they are about, in the order of the catalogue', () => {
  expect(groupsOf(['appointments.read', 'patients.write', 'patients.read', 'members.read'])).toEqual([
    { group: 'members', members: ['members.read'] },
    { group: 'patients', members: ['patients.read', 'patients.write'] },
    { group: 'appointments', members: ['appointments.read'] },
  ])
})

test('what the catalogue does not know is left out', () => expect(groupsOf(['openid', 'patients.fly'])).toEqual([]))
