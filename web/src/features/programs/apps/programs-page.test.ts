import { expect, test } from 'vitest'
import type { ApiKey } from '@polyclinic/contract/programs/api-keys.ts'
import { q } from '../../../kit/api/api.ts'
import { answer } from '../../../testing/answers.ts'
import { drawn } from '../../../testing/drawn.tsx'
import { accountId, idOf, memberOf } from '../../../testing/people.ts'

const key = (state: ApiKey['state'], nth: number): ApiKey => ({
  id: idOf(nth),
  name: `Key ${state}`,
  startsWith: 'pk_abc',
  permissions: ['patients.read'],
  madeBy: { accountId, name: 'Robin Marsh' },
  state,
  createdAt: '2026-10-01T09:00:00Z',
  expiresAt: '2027-01-01T09:00:00Z',
})
const address = '/riverside/settings/programs'

test('where no program is let in, both lists say what they are for', async () => {
  const page = await drawn(address, memberOf(), [
    answer(q.programs.apiKeys.list, { items: [] }),
    answer(q.programs.apps.list, { items: [] }),
  ])
  expect(page.headings).toEqual([
    'Connections',
    'API keys',
    'No program has a key',
    'Apps of others',
    'No app is let in',
  ])
  expect(page.buttons).toEqual(['New key', 'New app'])
})

test('only a key that can still do something can be ended; a sleeping one says why it sleeps', async () => {
  const states = ['active', 'asleep', 'expired', 'revoked'] as const
  const page = await drawn(address, memberOf(), [
    answer(q.programs.apiKeys.list, { items: states.map(key) }),
    answer(q.programs.apps.list, {
      items: [
        {
          id: idOf(40),
          name: 'Letters',
          redirectUris: ['https://letters.example/back', 'http://localhost:4000/'],
          scopes: [],
          isConfidential: false,
          createdAt: '2026-10-01T09:00:00Z',
        },
      ],
    }),
  ])
  expect(page.buttons.filter((name) => name.startsWith('Revoke'))).toEqual([
    'Revoke the key Key active',
    'Revoke the key Key asleep',
  ])
  expect(page.rows.map(([name]) => name)).toContain(
    'Key asleep pk_abc… Robin Marsh no longer works here, so this key can do nothing.',
  )
  expect(page.leftToRight).toEqual(expect.arrayContaining(['https://letters.example/back', 'http://localhost:4000/']))
})
