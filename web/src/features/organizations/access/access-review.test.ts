import { expect, test } from 'vitest'
import type { AccessReview } from '@polyclinic/contract/organizations/access.ts'
import { q } from '../../../kit/api/api.ts'
import { answer } from '../../../testing/answers.ts'
import { drawn } from '../../../testing/drawn.tsx'
import { accountId, idOf, memberOf } from '../../../testing/people.ts'

type Reviewed = AccessReview['members'][number]

const member = (change: Partial<Reviewed> = {}): Reviewed => ({
  accountId,
  name: 'Robin Marsh',
  email: 'robin@riverside.example',
  role: { key: 'owner', name: 'owner' },
  permissions: ['patients.read', 'patients.write'],
  joinedAt: '2020-01-31T12:00:00Z',
  lastUsedAt: new Date().toISOString(),
  hasSecondFactor: true,
  needsSecondFactor: true,
  ...change,
})
const locum = member({
  accountId: idOf(20),
  name: 'Noor Said',
  role: { key: 'practitioner', name: 'practitioner' },
  clinics: [{ id: idOf(3), name: 'Old Town' }],
  lastUsedAt: undefined,
  hasSecondFactor: false,
})
const review = (members: Reviewed[]) =>
  answer(q.organizations.access.review, { members, keys: [], apps: [], support: [], portalAccounts: 1 })
const address = '/riverside/settings/access-review'

test('who lacks the second factor that the practice asks for is named, and who never came in', async () => {
  const page = await drawn(address, memberOf(), [review([member(), locum])])
  expect(page.rows.slice(0, 2).map((row) => row.slice(1))).toEqual([
    ['Owner', 'All clinics', '2 permissions', expect.any(String), 'Yes'],
    ['Practitioner', 'Old Town', '2 permissions', 'Never', 'Needed, missing'],
  ])
  expect(page.text).toContain('1 patient or guardian can look at a record')
})

test('narrowed to what nobody used, the list keeps those who never came, and says when there is nobody', async () => {
  const some = await drawn(`${address}?unused=1`, memberOf(), [review([member(), locum])])
  const none = await drawn(`${address}?unused=1`, memberOf(), [review([member()])])
  const people = (page: typeof some) => page.rows.flatMap(([name = '']) => (name.includes('@') ? [name] : []))
  expect(people(some)).toEqual(['Noor Said robin@riverside.example'])
  expect(people(none)).toEqual([])
  expect(none.headings).toContain('Everybody has been here lately')
})

test('programs are changed in their own setting, by those who may', async () => {
  const owner = await drawn(address, memberOf(), [review([member()])])
  const reviewer = await drawn(address, memberOf({ permissions: ['access.review'] }), [review([member()])])
  expect(owner.links.get('/riverside/settings/programs')).toBe('Change')
  expect(reviewer.headings).toContain('API keys')
  expect(reviewer.links.has('/riverside/settings/programs')).toBe(false)
})
