import { expect, test } from 'vitest'
import { permissions, permissionsOf } from '@polyclinic/contract/kit/permission.ts'
import type { Role } from '@polyclinic/contract/organizations/roles.ts'
import { q } from '../../../kit/api/api.ts'
import { answer } from '../../../testing/answers.ts'
import { drawn } from '../../../testing/drawn.tsx'
import { memberOf } from '../../../testing/people.ts'

const role = (change: Partial<Role> = {}): Role => ({
  key: 'nurse',
  name: 'nurse',
  isBuiltIn: true,
  isClinical: true,
  permissions: permissionsOf('nurse'),
  memberCount: 1200,
  version: 1,
  abilities: { update: { allowed: false }, remove: { allowed: false } },
  ...change,
})
const own = role({
  key: 'night-desk',
  name: 'Night desk',
  isBuiltIn: false,
  isClinical: false,
  permissions: [],
  memberCount: 0,
})
const roles = answer(q.organizations.roles.list, { items: [role(), own] })
const address = '/riverside/settings/roles'

test('a built-in role says what it is for, one’s own that it is; both how much of everything they may do', async () => {
  const page = await drawn(address, memberOf({ kind: 'veterinary' }), [roles])
  expect(page.rows).toEqual([
    [
      'Nurse Clinical Assists: calendar and animals',
      `${permissionsOf('nurse').length} of ${permissions().length}`,
      '1,200',
      '',
    ],
    ['Night desk Own', `0 of ${permissions().length}`, '0', ''],
  ])
})

test('whoever may not change roles has no menu of actions at any of them', async () => {
  const page = await drawn(address, memberOf({ permissions: ['members.read'] }), [roles])
  expect(page.rows).toHaveLength(2)
  expect(page.buttons).toEqual([])
})
