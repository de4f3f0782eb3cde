import { extend } from '../../kit/extension.ts'
import type { Feature } from '../../kit/feature.ts'
import { liveSubjects } from '../organizations/public.ts'
import { checkImport } from './checks/jobs.ts'
import { dueToEmpty, emptyDue } from './emptying/jobs.ts'
import { importRoutes } from './imports/routes.ts'
import { importSecrets, rowSecrets } from './ledger/secrets.ts'
import { runImport } from './runs/jobs.ts'
import { undoImport } from './undos/jobs.ts'

export const imports: Feature = {
  name: 'imports',
  tier: 2,
  owns: ['tenant.imports', 'tenant.import_progress', 'tenant.import_rows'],
  sealed: [importSecrets, rowSecrets],
  readable: { 'tenant.imports.heads_token': 'a keyed hash' },
  leftBehind: {
    'tenant.imports.heads_token': 'made for searches',
    'tenant.import_progress': 'how far imports are, which are over when they are taken along',
  },
  moves: { 'tenant.import_rows': { stays: 'says what an import did to that record' } },
  erasures: { 'tenant.import_rows': { class: 'technical' } },
  copies: { 'tenant.import_rows': { stays: 'what was read stands in the record' } },
  routes: { imports: importRoutes },
  jobs: [emptyDue],
  due: [dueToEmpty],
  works: [checkImport, runImport, undoImport],
  extensions: [extend(liveSubjects, { import: 'import' })],
}
