import { expect, test } from 'vitest'
import { contract } from '../contract/src/contract.ts'
import { operation } from '../contract/src/kit/operation.ts'
import { id } from '../contract/src/kit/ids.ts'
import { z } from 'zod'
import { declarations, documentedScripts, lastingSettings, plainAddresses, straySql, unfetched } from './code-rules.ts'
import { duplicatedAddresses, operationsOf, unimplemented, wronglyDeclared, type Operation } from './operation-rules.ts'
import { featureLists, featurePapers, lengths, names, nounFolders, webNouns } from './place-rules.ts'
import { readSources, type Source, type Violation } from './sources.ts'

const said = (violations: Violation[]) => violations.map(({ sentence }) => sentence)
const file = (at: string, text = ''): Source => ({ path: at, text })
const one = (rule: (sources: readonly Source[]) => Violation[], at: string, text = '') => said(rule([file(at, text)]))

test('a feature that a room lacks, has for nothing, or that names no tier', () => {
  const everywhere = (name: string) => [
    `contract/src/${name}/a.ts`,
    `server/src/features/${name}/a.ts`,
    `web/src/features/${name}/a.ts`,
  ]
  expect(featureLists(everywhere('patients'), {})).toEqual([])
  expect(said(featureLists(everywhere('patients').slice(0, 2), {}))).toEqual([
    expect.stringContaining('no folder in web'),
  ])
  expect(featureLists(everywhere('patients').slice(0, 2), { 'web/patients': 'a reason' })).toEqual([])
  expect(said(featureLists(everywhere('patients'), { 'web/patients': 'a reason' }))).toEqual([
    expect.stringContaining('it is there'),
  ])
  expect(said(featureLists(everywhere('misc-things'), {}))).toEqual([expect.stringContaining('which says its tier')])
})

test('a feature without a README, with a long one, or with a long public.ts', () => {
  const feature = 'server/src/features/patients'
  expect(one(featurePapers, `${feature}/patients/view.ts`)).toEqual([expect.stringContaining('is missing')])
  expect(one(featurePapers, `${feature}/README.md`, 'line\n'.repeat(14))).toEqual([])
  expect(one(featurePapers, `${feature}/README.md`, 'line\n'.repeat(15))).toEqual([expect.stringContaining('14 lines')])
  expect(
    said(featurePapers([file(`${feature}/README.md`), file(`${feature}/public.ts`, 'line\n'.repeat(41))])),
  ).toEqual([expect.stringContaining('40 lines')])
})

test.each([
  'server/src/kit/utils/a.ts',
  'web/src/ui/helpers.ts',
  'web/src/kit/common/a.ts',
  'web/src/date-utils.ts',
  'tools/shared.ts',
  'web/src/SessionManager.tsx',
  'server/src/kit/index.ts',
])('the name %s is refused', (at) => expect(one(names, at)).toHaveLength(1))

test('barrels and unkempt names are refused', () => {
  expect(one(names, 'web/src/kit/all.ts', `// export * from './x.ts'\nexport * from './format.ts'`)).toEqual([
    expect.stringContaining('export *'),
  ])
  expect(one(names, 'server/src/kit/http/readBody.ts')).toEqual([expect.stringContaining('kebab-case')])
  expect(one(names, 'server/src/kit/http/read-body.test.ts')).toEqual([])
  expect(one(names, 'web/src/ui/DateField.tsx')).toEqual([])
})

test('files are 250 lines long at most, tests 400', () => {
  expect(one(lengths, 'server/src/kit/http/a.ts', 'x\n'.repeat(250))).toEqual([])
  expect(one(lengths, 'server/src/kit/http/a.ts', 'x\n'.repeat(251))).toEqual([
    expect.stringContaining('has 251 lines'),
  ])
  expect(one(lengths, 'server/src/kit/http/a.test.ts', 'x\n'.repeat(401))).toEqual([expect.stringContaining('400')])
  expect(one(lengths, 'web/src/features/plans/locales/en.json', 'x\n'.repeat(900))).toEqual([])
})

test('a noun holds the known words and what only thinks', () => {
  const noun = 'server/src/features/patients/patients'
  expect(one(nounFolders, `${noun}/actions.ts`, `import { sql } from 'kysely'`)).toEqual([])
  expect(one(nounFolders, `${noun}/species-words.ts`, `import type { PatientRow } from './queries.ts'`)).toEqual([])
  expect(one(nounFolders, `${noun}/service.ts`, `import { sql } from 'kysely'`)).toEqual([
    expect.stringContaining('only think'),
  ])
  expect(one(nounFolders, `${noun}/rules.ts`, `import { findPatient } from './queries.ts'`)).toEqual([
    expect.stringContaining('only think'),
  ])
  expect(one(nounFolders, `${noun}/view.ts`, `import { db } from '../../../database.ts'`)).toEqual([
    expect.stringContaining('only think'),
  ])
  expect(one(nounFolders, `${noun}/parts/deep.ts`)).toEqual([expect.stringContaining('no deeper')])
})

test('a panel of the web app stands with its noun', () => {
  expect(one(webNouns, 'web/src/features/patients/public.ts')).toEqual([])
  expect(one(webNouns, 'web/src/features/patients/guardians/GuardianPage.tsx')).toEqual([])
  expect(one(webNouns, 'web/src/features/patients/GuardianPage.tsx')).toEqual([expect.stringContaining('no noun')])
  expect(one(names, 'web/src/features/patients/parts/Name.tsx')).toEqual([expect.stringContaining('says nothing')])
})

test('what a screen waits for is fetched ahead', () => {
  const panel = 'web/src/features/plans/plans/PlanPanel.tsx'
  expect(one(unfetched, panel, 'useSuspenseQuery(\n  usePrefetched(q.plans.get))')).toEqual([])
  expect(one(unfetched, panel, 'useSuspenseQuery(q.plans.get)')).toEqual([expect.stringContaining('needs')])
})

test('an operation is declared in one way', () => {
  expect(
    one(declarations, 'contract/src/patients/a.ts', `export const a = oc.route({ inputStructure: 'compact' })`).length,
  ).toBeGreaterThan(0)
  expect(one(declarations, 'server/src/features/patients/a.ts', `x.route({})`)).toHaveLength(1)
  expect(one(declarations, 'contract/src/patients/a.ts', `// not oc.route(\nexport const a = operation({})`)).toEqual(
    [],
  )
})

test('an address beside the contract is refused unless it is listed', () => {
  expect(one(plainAddresses, 'server/src/features/patients/patients/routes.ts', `app.get('/patients', x)`)).toEqual([
    expect.stringContaining('/patients'),
  ])
  expect(one(plainAddresses, 'server/src/kit/http/health.ts', `app.get('/health/live', x)`)).toEqual([])
  expect(one(plainAddresses, 'server/src/kit/http/health.ts', `app.get('/health/secret', x)`)).toHaveLength(1)
  expect(one(plainAddresses, 'server/src/kit/http/health.ts', 'app.post(`/${name}`, x)')).toHaveLength(1)
  expect(one(plainAddresses, 'server/src/kit/http/health.ts', 'app.route(options)')).toHaveLength(1)
  const pages = 'server/src/features/patients/patients/pages.ts'
  expect(one(plainAddresses, pages, `page('GET', '/patient/:slug/:token', steps)`)).toHaveLength(1)
  expect(one(plainAddresses, pages, `patientPage('POST', '/patient/:slug/:token', steps)`)).toHaveLength(1)
})

test.each([
  'tx.all(x)',
  'control.run(x)',
  'const x = sql`select 1`',
  'const x = sql<Row>`select 1`',
  "db.selectFrom('tenant.patients')",
  "pool.query('select 1')",
  'patientRow`select 1`',
  'shape({ id: uuid })`select 1`',
])('routes that say %s are refused', (code) => {
  const at = 'server/src/features/patients/patients'
  expect(one(straySql, `${at}/routes.ts`, code)).toHaveLength(1)
  expect(one(straySql, `${at}/queries.ts`, code)).toEqual([])
})

test('what is set for longer than the transaction is refused', () => {
  const at = 'server/src/kit/db/tenant-tx.ts'
  expect(one(lastingSettings, at, `"select set_config('app.organization_id', $1, false)"`)).toHaveLength(1)
  expect(one(lastingSettings, at, `"set app.organization_id = 'x'"`)).toHaveLength(1)
  expect(one(lastingSettings, at, `"set role polyclinic_app"`)).toHaveLength(1)
  expect(one(lastingSettings, at, `"select set_config('app.organization_id', coalesce($1, ''), true)"`)).toEqual([])
  expect(
    one(
      lastingSettings,
      'server/database/migrations/tenant/0009_x.sql',
      `select set_config('app.account_id', x, false); -- set role`,
    ),
  ).toHaveLength(1)
})

test('a documented command exists', () => {
  expect(
    said(
      documentedScripts(
        [file('README.md', 'Run `npm run check` or `npm run nothing`, then `npm start`.')],
        ['check', 'start'],
      ),
    ),
  ).toEqual([expect.stringContaining('npm run nothing')])
})

const route = {
  method: 'GET',
  path: '/organizations/{organization}/patients/{id}',
  summary: 'A patient',
  permission: 'patients.read',
  output: z.object({}),
} as const
const declared = (fields: object): Operation[] =>
  operationsOf({ patients: { get: operation({ ...route, ...fields } as never) } })

test('path, input and permission of an operation agree', () => {
  const params = { organization: z.string(), id }
  expect(wronglyDeclared(declared({ params }))).toEqual([])
  expect(said(wronglyDeclared(declared({ params: { organization: z.string() } })))).toEqual([
    expect.stringContaining('names {id}'),
  ])
  expect(said(wronglyDeclared(declared({ params: { ...params, other: id } })))).toEqual([
    expect.stringContaining('names other'),
  ])
  expect(said(wronglyDeclared(declared({ params, permission: 'everything' })))).toEqual([
    expect.stringContaining('not in the catalogue'),
  ])
  expect(said(wronglyDeclared(declared({ path: '/patients/{id}', params: { id } })))).toEqual([
    expect.stringContaining('in no organization'),
  ])
  const [whole] = declared({ params })
  for (const permission of ['public', 'account'])
    expect(said(wronglyDeclared([{ ...(whole as Operation), permission, documentedPermission: permission }]))).toEqual([
      expect.stringContaining('opens an organization'),
    ])
  expect(said(wronglyDeclared([{ ...(whole as Operation), documentedPermission: 'public' }]))).toEqual([
    expect.stringContaining('x-permission'),
  ])
  expect(said(wronglyDeclared([{ ...(whole as Operation), inputStructure: 'compact' }]))).toEqual([
    expect.stringContaining('not detailed'),
  ])
  expect(
    said(wronglyDeclared([{ ...(whole as Operation), permission: undefined, documentedPermission: undefined }])),
  ).toEqual([expect.stringContaining('no permission')])
})

test('two operations at one address, and a promise that nobody keeps', () => {
  const both = operationsOf({
    a: operation({ ...route, params: { organization: z.string(), id } }),
    b: operation({
      ...route,
      path: '/organizations/{slug}/patients/{other}',
      permission: 'account',
      params: { slug: z.string(), other: id },
    }),
  })
  expect(said(duplicatedAddresses(both))).toEqual([expect.stringContaining('a and b share')])
  expect(said(unimplemented(both, { a: operation({ ...route }), c: operation({ ...route }) }))).toEqual([
    expect.stringContaining('b is promised'),
    expect.stringContaining('c is answered'),
  ])
})

test('the contract is walked whole', () => {
  const operations = operationsOf(contract)
  const sources = readSources(['contract/src'], /(?<!\.test)\.ts$/).map(({ text }) => text)
  const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0
  // what a function of several nouns declares is there once for each call of it
  const declared = sources.map((text) => {
    const [, maker] = /export function (\w+Operations)\b/.exec(text) ?? []
    const times = maker
      ? sources.reduce((sum, each) => sum + count(each, new RegExp(`(?<!function )${maker}\\(`, 'g')), 0)
      : 1
    return count(text, /\boperation\(\{/g) * times
  })
  expect(operations).toHaveLength(declared.reduce((sum, each) => sum + each, 0))
  expect(operations.every(({ path: at }) => at.startsWith('/api/v1/'))).toBe(true)
})
