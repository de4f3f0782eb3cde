import { extend } from '../../kit/extension.ts'
import type { Feature } from '../../kit/feature.ts'
import { goesAlong } from '../../kit/moves.ts'
import { liveSubjects } from '../organizations/public.ts'
import { codeRoutes } from './code-lists/routes.ts'
import { conditionRoutes } from './conditions/routes.ts'
import { conditionSecrets } from './conditions/view.ts'
import { entryRoutes } from './entries/routes.ts'
import { immunizationRoutes } from './immunizations/routes.ts'
import { immunizationSecrets } from './immunizations/view.ts'
import { measurementRoutes } from './measurements/routes.ts'
import { measurementSecrets } from './measurements/view.ts'

export const records: Feature = {
  name: 'records',
  tier: 3,
  owns: ['tenant.conditions', 'tenant.immunizations', 'tenant.measurements'],
  sealed: [conditionSecrets, immunizationSecrets, measurementSecrets],
  readable: {
    'tenant.conditions.code': 'a code of a public list; an organization finds by it who has what',
    'tenant.conditions.code_system': 'the name of a public list',
    'tenant.immunizations.code': 'a code of a public list; an organization finds by it who is due',
    'tenant.immunizations.code_system': 'the name of a public list',
    'tenant.measurements.kind': 'a word of the list of kinds',
    'tenant.measurements.typed_unit': 'a unit',
  },
  moves: {
    'tenant.conditions': goesAlong,
    'tenant.immunizations': goesAlong,
    'tenant.measurements': goesAlong,
  },
  routes: {
    codes: codeRoutes,
    conditions: conditionRoutes,
    entries: entryRoutes,
    immunizations: immunizationRoutes,
    measurements: measurementRoutes,
  },
  extensions: [extend(liveSubjects, { chart: 'chart' })],
}
