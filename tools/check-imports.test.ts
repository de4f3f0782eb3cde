import { expect, test } from 'vitest'
import { importCycles, importsThatClimb, staleReasons, unreasonedActs, unreasonedFreedom } from './check-imports.ts'

/** What the rule says of one file with this text. */
const judged = (path: string, text: string) => importsThatClimb([{ path, text }]).map(({ sentence }) => sentence)

const inFeature = 'server/src/features/patients/patients/actions.ts'

test.each([
  ['contract/src/kit/money.ts', `import { x } from '../patients/patients.ts'`, 'contract/kit knows zod'],
  ['contract/src/kit/money.ts', `import { x } from 'lodash'`, 'no other package'],
  ['contract/src/patients/patients.ts', `import { x } from '../scheduling/services.ts'`, 'lies below scheduling'],
  ['contract/src/patients/patients.ts', `import { x } from '../contract.ts'`, 'builds on contract/kit'],
  [
    'contract/src/patients/patients.ts',
    `import { x } from '../../../server/src/database.ts'`,
    'builds on contract/kit',
  ],
  [
    'server/src/kit/http/gate.ts',
    `import { x } from '../../features/patients/public.ts'`,
    'knows contract/kit and packages',
  ],
  [
    'server/src/kit/http/gate.ts',
    `import type { X } from '@polyclinic/contract/patients/patients.ts'`,
    'knows contract/kit and packages',
  ],
  ['server/src/kit/http/gate.ts', `import { x } from '../../testing/world.ts'`, 'for tests and tools'],
  ['server/src/adapters/smtp/client.ts', `import { x } from '../mailbox/client.ts'`, 'its vendor alone'],
  ['server/src/adapters/smtp/client.ts', `import { x } from '../../features/patients/public.ts'`, 'its vendor alone'],
  [inFeature, `import { x } from '../../plans/plans/actions.ts'`, 'through its public.ts'],
  [inFeature, `import { x } from '../../scheduling/public.ts'`, 'upward only by events'],
  [inFeature, `export { x } from '../../scheduling/public.ts'`, 'upward only by events'],
  [inFeature, `const x = await import('../../scheduling/public.ts')`, 'upward only by events'],
  ['server/src/features/messaging/messages/actions.ts', `import { x } from '../../patients/public.ts'`, 'share a tier'],
  [inFeature, `import { x } from '../../unheard-of/public.ts'`, 'has no tier'],
  [inFeature, `import { x } from '../../../app.ts'`, 'a feature knows contract'],
  [inFeature, `import { x } from '../../../testing/world.ts'`, 'for tests and tools'],
  [inFeature, `import { x } from '../../../adapters/smtp/client.ts'`, 'a feature knows contract'],
  [inFeature, `import pg from 'pg'`, 'reached through kit'],
  [inFeature, `import fc from 'fast-check'`, 'is for tests'],
  [inFeature, `import { x } from '../../plans/build.ts'`, 'through its public.ts'],
  [inFeature, `import { inTenant } from '../../../kit/db/tenant-tx.ts'`, 'transactions are opened by'],
  [inFeature, `import { inControl as open } from '../../../kit/db/tenant-tx.ts'`, 'transactions are opened by'],
  [inFeature, `import * as doors from '../../../kit/db/tenant-tx.ts'`, 'transactions are opened by'],
  [inFeature, `import { inTransaction } from '../../../kit/db/transaction.ts'`, 'transactions are opened by'],
  [inFeature, `import { inAccounts } from '../../../kit/db/tenant-tx.ts'`, 'accounts are identity’s'],
  ['server/src/kit/mail/mail.ts', `import { inTenant } from '../db/tenant-tx.ts'`, 'transactions are opened by'],
  ['server/src/start.ts', `import { x } from './testing/world.ts'`, 'for tests and tools'],
  ['server/src/corner/thing.ts', '', 'stands in no room'],
  ['web/src/ui/Button.tsx', `import { q } from '../kit/api.ts'`, 'web/ui knows React alone'],
  ['web/src/ui/Button.tsx', `import { Link } from '@tanstack/react-router'`, 'no other package'],
  ['web/src/kit/session.tsx', `import { x } from '../features/patients/public.ts'`, 'web/kit knows contract'],
  ['web/src/features/patients/PatientForm.tsx', `import { x } from '../scheduling/public.ts'`, 'upward only by events'],
  [
    'web/src/features/scheduling/BookForm.tsx',
    `import { x } from '../patients/PatientForm.tsx'`,
    'through its public.ts',
  ],
  [
    'web/src/features/patients/PatientForm.tsx',
    `import { x } from '../../pages/staff/nav.ts'`,
    'a feature knows contract',
  ],
  [
    'web/src/features/patients/PatientForm.tsx',
    `import { x } from '../../../../server/src/database.ts'`,
    'a feature knows contract',
  ],
  ['web/src/features/patients/PatientForm.tsx', `import { x } from '../../testing/people.ts'`, 'for tests'],
  ['web/src/main.tsx', `import { x } from './testing/people.ts'`, 'for tests'],
  ['web/src/pages/staff/TodayPage.tsx', `import { x } from '../../features/patients/PatientForm.tsx'`, 'public.ts'],
  ['web/src/gallery/Gallery.tsx', `import { x } from '../features/patients/public.ts'`, 'the gallery shows'],
  ['web/src/main.tsx', `import { x } from '../../server/src/start.ts'`, 'the web app knows'],
])('%s with %s is refused', (path, text, sentence) => {
  expect(judged(path, text)).toEqual([expect.stringContaining(sentence)])
})

test.each([
  ['contract/src/kit/money.ts', `import { z } from 'zod'\nimport { x } from './ids.ts'`],
  [
    'contract/src/scheduling/services.ts',
    `import { x } from '../patients/patients.ts'\nimport { y } from '../kit/ids.ts'`,
  ],
  [
    inFeature,
    `import { plans } from '../../plans/public.ts'\nimport { sql } from 'kysely'\nimport { db } from '../../../database.ts'`,
  ],
  [inFeature, `import type { TenantTx } from '../../../kit/db/tenant-tx.ts'`],
  [
    'server/src/features/patients/patients/a.test.ts',
    `import { createWorld } from '../../../testing/world.ts'\nimport { build } from '../../plans/build.ts'`,
  ],
  ['server/src/features/scheduling/build.ts', `import { build } from '../patients/build.ts'`],
  ['server/src/kit/jobs/jobs.ts', `import { inTenant } from '../db/tenant-tx.ts'\nimport pg from 'pg'`],
  ['server/src/app.ts', `import { x } from './features/patients/patients/routes.ts'`],
  ['web/src/ui/Button.tsx', `import { Button } from 'react-aria-components'\nimport { X } from 'lucide-react'`],
  [
    'web/src/features/scheduling/BookForm.tsx',
    `import { x } from '../patients/public.ts'\nimport { paths } from '../../paths.ts'`,
  ],
  ['web/src/features/patients/form.test.ts', `import { drawn } from '../../testing/drawn.tsx'`],
])('%s with %s is right', (path, text) => {
  expect(judged(path, text)).toEqual([])
})

test('files that import each other are found, types aside', () => {
  const a = { path: 'server/src/kit/a.ts', text: `import { b } from './b.ts'` }
  const b = { path: 'server/src/kit/b.ts', text: `import { c } from './c.ts'` }
  const ring = { path: 'server/src/kit/c.ts', text: `import { a } from './a.ts'` }
  const types = { path: 'server/src/kit/c.ts', text: `import type { A } from './a.ts'` }
  expect(importCycles([a, b, ring]).map(({ sentence }) => sentence)).toEqual([
    expect.stringContaining('a.ts → server/src/kit/b.ts → server/src/kit/c.ts → server/src/kit/a.ts'),
  ])
  expect(importCycles([a, b, types])).toEqual([])
})

test('a reason that excuses nothing any more is found', () => {
  expect(staleReasons([]).map(({ sentence }) => sentence)).toContainEqual(
    expect.stringContaining('organizations → plans'),
  )
})

test('an operation is free with a reason alone, and a reason that nothing needs is found', () => {
  const text = `export const routes = { get: freeOperation(contract.rooms.doors.open, work) }`
  const judgedWith = (reasons: Record<string, string>) =>
    unreasonedFreedom([{ path: 'server/src/features/rooms/doors/routes.ts', text }], reasons).map(
      ({ sentence }) => sentence,
    )
  expect(judgedWith({})).toEqual([expect.stringContaining('rooms.doors.open opens its transactions itself')])
  expect(judgedWith({ 'rooms.doors.open': 'a stream' })).toEqual([])
  expect(judgedWith({ 'rooms.doors.open': 'a stream', 'rooms.doors.shut': 'a stream' })).toEqual([
    expect.stringContaining('“rooms.doors.shut” is listed'),
  ])
})

test('the organization acts for somebody from outside where a reason says why it may, and nowhere else', () => {
  const acts = [{ path: 'server/src/features/rooms/doors/actions.ts', text: 'await tx.asOrganization(() => open(tx))' }]
  expect(unreasonedActs(acts, {}).map(({ file }) => file)).toEqual(['server/src/features/rooms/doors/actions.ts'])
  expect(unreasonedActs(acts, { 'server/src/features/rooms/doors/actions.ts': 'they hold the key' })).toEqual([])
  expect(unreasonedActs([], { 'server/src/features/rooms/doors/actions.ts': 'they hold the key' })).toHaveLength(1)
})
