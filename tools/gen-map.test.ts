import path from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { operation } from '../contract/src/kit/operation.ts'
import { mapOf } from './gen-map.ts'
import { operationsOf } from './operation-rules.ts'
import { screensOf } from './screens.ts'
import { readSources, root } from './sources.ts'

const file = (path: string, text: string) => ({ path, text })
const table = file(
  'web/src/pages/staff/screens.ts',
  `export const workScreens = [
  screen('/$organization/patients', () => import('./PatientsPage.tsx'), 'PatientsPage', { texts: ['patients'] }),
  screen('/$organization/settings/plan', () => import('./settings/PlanPage.tsx'), 'PlanPage'),
]`,
)

test('the tables of screens are read as they are declared, whichever file holds them', () => {
  const own = file(
    'web/src/routes.tsx',
    `[screen('/dev/components', () => import('./gallery/Gallery.tsx'), 'Gallery')]`,
  )
  expect(screensOf([table, own, file('web/src/pages/screen.ts', 'screen(path)')])).toEqual([
    { path: '/$organization/patients', file: 'web/src/pages/staff/PatientsPage.tsx', component: 'PatientsPage' },
    { path: '/$organization/settings/plan', file: 'web/src/pages/staff/settings/PlanPage.tsx', component: 'PlanPage' },
    { path: '/dev/components', file: 'web/src/gallery/Gallery.tsx', component: 'Gallery' },
  ])
})

test('a row that only running it would tell is refused', () => {
  expect(() => screensOf([file('web/src/pages/staff/screens.ts', `screen(path, load, 'Page')`)])).toThrow(/plain words/)
})

interface Manifest {
  screens?: Record<string, { path: string }[]>
  settings?: { screen: { path: string } }[]
}

test('the tables as they are read name every screen that the app has', async () => {
  // its pages are of another compiler's world
  const app = path.join(root, 'web/src/app.ts')
  const { features } = (await import(app)) as { features: Manifest[] }
  const rows = features.flatMap(({ screens = {}, settings = [] }) => [
    ...Object.values(screens).flat(),
    ...settings.map(({ screen }) => screen),
  ])
  // two stand beside the manifests: the parts of the design system, and the way to the first setting
  const all = ['/dev/components', '/$organization/settings', ...rows.map((row) => row.path)]
  const read = screensOf(readSources(['web/src'], /\.tsx?$/)).map((row) => row.path)
  expect(read.toSorted()).toEqual(all.toSorted())
})

test('a feature shows its tables, operations, events, jobs, screens and tests', () => {
  const operations = operationsOf({
    patients: {
      patients: {
        get: operation({
          method: 'GET',
          path: '/organizations/{organization}/patients',
          summary: 'All of them',
          permission: 'patients.read',
          output: z.object({}),
        }),
      },
    },
  })
  const map = mapOf({
    operations,
    features: [{ name: 'patients', owns: ['tenant.patients'] }],
    jobs: ['patients.greet'],
    listeners: { 'patient.added': ['patients.greet'] },
    sources: [
      table,
      file('web/src/pages/staff/PatientsPage.tsx', `import { Panel } from './Panel.tsx'`),
      file('web/src/pages/staff/Panel.tsx', `import { PatientsTable } from '../../features/patients/public.ts'`),
      file(
        'server/database/functions/patients/find.sql',
        'create or replace function tenant.find(words text[]) returns int',
      ),
      file(
        'server/src/features/patients/events.ts',
        `export const patientAdded = event('patient.added', { patientId: id })`,
      ),
      file('server/src/features/patients/patients/patients.test.ts', ''),
    ],
  })
  const [, section = ''] = map.split('## ')
  expect(section).toMatch(/^patients \(tier 1\)/)
  expect(section).toContain('`tenant.patients`')
  expect(section).toContain('**SQL functions**: `tenant.find`')
  expect(section).not.toContain('audit_events')
  expect(section).toContain(
    '| `GET /organizations/{organization}/patients` | patients.read | All of them (`patients.patients.get`) |',
  )
  expect(section).toContain('`patient.added` → `patients.greet`')
  expect(section).toContain('- `/$organization/patients` PatientsPage (staff/PatientsPage.tsx)')
  expect(section).toContain('- server/src/features/patients/patients/patients.test.ts')
})
