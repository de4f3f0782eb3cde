import { expect, test } from 'vitest'
import { permissions, permissionsOf } from '@polyclinic/contract/kit/permission.ts'
import type { Role } from '@polyclinic/contract/organizations/roles.ts'
import { q } from '../../../kit/api/api.ts'
import { answer, refusal } from '../../../testing/answers.ts'
import { drawn } from '../../../testing/drawn.tsx'
import { memberOf } from '../../../testing/people.ts'

const role = (change: Partial<Role> = {}): Role => ({
  key: 'nurse',
  name: 'nurse',
  isBuiltIn: true,
  basedOn: null,
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
  basedOn: 'nurse',
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
    ['Night desk Own Copied from Nurse', `0 of ${permissions().length}`, '0', ''],
  ])
})

test('whoever may not change roles has no menu of actions at any of them', async () => {
  const page = await drawn(address, memberOf({ permissions: ['members.read'] }), [roles])
  expect(page.rows).toHaveLength(2)
  expect(page.buttons).toEqual([])
})

const offer = {
  role: { key: 'night-desk', name: 'Night desk' },
  origin: { key: 'nurse', isRecorded: true },
  permissions: ['messages.read'],
}
const offers = answer(q.organizations.roleOffers.list, { items: [offer] })

test('what a release brought stands above the roles, with its origin and both answers; the entry of the settings is marked', async () => {
  const page = await drawn(address, memberOf(), [roles, offers])
  expect(page.headings).toContain('New since these roles were made')
  expect(page.text).toContain('Nurse has this now; this role was copied from it.')
  expect(page.buttons).toEqual(
    expect.arrayContaining([
      'Leave for Night desk: See messages to patients',
      'Take for Night desk: See messages to patients',
    ]),
  )
  expect(page.buttons).not.toContain('Take all')
  expect(page.links.get(address)).toContain('New permissions to decide about')
})

test('whoever may not change roles sees no offer and no mark, and asks for none', async () => {
  const page = await drawn(address, memberOf({ permissions: ['members.read'] }), [
    roles,
    refusal(q.organizations.roleOffers.list, 'not-allowed'),
  ])
  expect(page.headings).not.toContain('New since these roles were made')
  expect(page.text).not.toContain('New permissions to decide about')
})
