import { expect, test } from 'vitest'
import { z } from 'zod'
import { operation } from '../contract/src/kit/operation.ts'
import { mapOf } from './gen-map.ts'
import { operationsOf } from './operation-rules.ts'
import { screensOf } from './screens.ts'

const file = (path: string, text: string) => ({ path, text })
const routes = file(
  'web/src/routes.tsx',
  `const root = createRootRouteWithContext()({})
const organization = createRoute({ getParentRoute: () => root, path: '/$organization', component: lazyRouteComponent(() => import('./pages/staff/Frame.tsx'), 'Frame') })
const patients = createRoute({ getParentRoute: () => organization, path: '/patients', component: lazyRouteComponent(() => import('./pages/staff/PatientsPage.tsx'), 'PatientsPage') })
const settings = [createRoute({ getParentRoute: () => organization, path: '/plan', component: lazyRouteComponent(() => import('./pages/staff/PlanPage.tsx'), 'PlanPage') })]
const home = createRoute({ getParentRoute: () => organization, path: '/' })`,
)

test('the URL tree is read as it is declared', () => {
  expect(screensOf(routes).map(({ path, component }) => `${path} ${component}`)).toEqual([
    '/$organization Frame',
    '/$organization/patients PatientsPage',
    '/$organization/plan PlanPage',
  ])
})

test('a feature shows its tables, operations, events, jobs, screens and tests', () => {
  const operations = operationsOf({
    patients: {
      get: operation({
        method: 'GET',
        path: '/organizations/{organization}/patients',
        summary: 'All of them',
        permission: 'patients.read',
        output: z.object({}),
      }),
    },
  })
  const map = mapOf({
    operations,
    features: [{ name: 'patients', owns: ['tenant.patients'], routes: { patients: {} } }],
    jobs: ['patients.greet'],
    listeners: { 'patient.added': ['patients.greet'] },
    sources: [
      routes,
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
    '| `GET /organizations/{organization}/patients` | patients.read | All of them (`patients.get`) |',
  )
  expect(section).toContain('`patient.added` → `patients.greet`')
  expect(section).toContain('- `/$organization/patients` PatientsPage (staff/PatientsPage.tsx)')
  expect(section).toContain('- server/src/features/patients/patients/patients.test.ts')
})
