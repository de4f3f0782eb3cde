import { expect, test } from 'vitest'
import { permissionsOf } from '@polyclinic/contract/kit/permission.ts'
import type { Invitation } from '@polyclinic/contract/organizations/invitations.ts'
import type { Member } from '@polyclinic/contract/organizations/members.ts'
import { q } from '../../../kit/api/api.ts'
import { answer } from '../../../testing/answers.ts'
import { drawn } from '../../../testing/drawn.tsx'
import { accountId, clinic, idOf, memberOf } from '../../../testing/people.ts'

const allowed = { allowed: true }
const member = (change: Partial<Member> = {}): Member => ({
  accountId,
  name: 'Robin Marsh',
  email: 'robin@riverside.example',
  role: { key: 'owner', name: 'owner' },
  joinedAt: '2026-01-31T23:30:00Z',
  version: 1,
  abilities: { update: allowed, remove: allowed },
  ...change,
})
const invitation = (state: Invitation['state'], nth: number): Invitation => ({
  id: idOf(nth),
  email: `${state}@riverside.example`,
  role: { key: 'nurse', name: 'nurse' },
  state,
  createdAt: '2026-11-20T09:00:00Z',
  expiresAt: '2026-11-27T09:00:00Z',
})
const answers = (members: Member[], invitations: Invitation[] = []) => [
  answer(q.organizations.members.list, { items: members }),
  answer(q.organizations.roles.list, { items: [] }),
  answer(q.organizations.invitations.list, { items: invitations }),
]
const address = '/riverside/settings/members'
const reader = memberOf({ permissions: permissionsOf('owner').filter((one) => one !== 'members.manage') })

test('a member is listed with the role in the reader’s words, the clinics by name, and the day at the practice', async () => {
  const page = await drawn(address, memberOf(), [
    answer(q.organizations.clinics.list, { items: [clinic(), clinic({ id: idOf(4), name: 'Harbour' })] }),
    ...answers([
      member(),
      member({
        accountId: idOf(20),
        name: 'Noor Said',
        email: 'noor@riverside.example',
        role: { key: 'night-desk', name: 'Night desk' },
        clinicIds: [idOf(4)],
      }),
    ]),
  ])
  expect(page.rows).toEqual([
    ['Robin Marsh You robin@riverside.example', 'Owner', 'All clinics', '31 Jan 2026', ''],
    ['Noor Said noor@riverside.example', 'Night desk', 'Harbour', '31 Jan 2026', ''],
    [expect.stringContaining('Nobody is invited at the moment')],
  ])
})

test('an address is written from left to right and breaks rather than widen the table', async () => {
  const email = `${'a'.repeat(120)}@riverside.example`
  const page = await drawn(address, memberOf(), answers([member({ email })]))
  expect(page.markup).toMatch(new RegExp(`<span dir="ltr" class="[^"]*break-all[^"]*">${email}`))
})

test('of invitations, only an open one can be withdrawn', async () => {
  const states = ['open', 'accepted', 'withdrawn', 'expired'] as const
  const page = await drawn(address, memberOf(), answers([member()], states.map(invitation)))
  expect(page.rows.slice(1)).toEqual([
    ['open@riverside.example', 'Nurse', 'Open', '27 Nov 2026', 'Withdraw'],
    ['accepted@riverside.example', 'Nurse', 'Accepted', '27 Nov 2026', ''],
    ['withdrawn@riverside.example', 'Nurse', 'Withdrawn', '27 Nov 2026', ''],
    ['expired@riverside.example', 'Nurse', 'Expired', '27 Nov 2026', ''],
  ])
  expect(page.buttons).toContain('Withdraw the invitation of open@riverside.example')
})

test('whoever may only look sees no invitation, no way to invite, and no actions', async () => {
  const page = await drawn(address, reader, answers([member()], [invitation('open', 30)]))
  expect(page.columns).toEqual(['Name', 'Role', 'Clinics', 'Since'])
  expect(page.buttons).toEqual([])
  expect(page.text).not.toContain('Invitations')
})
