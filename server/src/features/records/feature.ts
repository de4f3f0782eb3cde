import { extend } from '../../kit/extension.ts'
import type { Feature } from '../../kit/feature.ts'
import { isCopied } from '../../kit/copies.ts'
import { goesAlong } from '../../kit/moves.ts'
import { liveSubjects } from '../organizations/public.ts'
import { chartLayoutRoutes } from './chart-layouts/routes.ts'
import { chartRoutes } from './charts/routes.ts'
import { codeRoutes } from './code-lists/routes.ts'
import { conditionRoutes } from './conditions/routes.ts'
import { conditionSecrets } from './conditions/view.ts'
import { entryRoutes } from './entries/routes.ts'
import { goalRoutes } from './goals/routes.ts'
import { goalSecrets } from './goals/view.ts'
import { immunizationRoutes } from './immunizations/routes.ts'
import { immunizationSecrets } from './immunizations/view.ts'
import { measurementRoutes } from './measurements/routes.ts'
import { measurementSecrets } from './measurements/view.ts'
import { motionRoutes } from './motions/routes.ts'
import { motionSecrets } from './motions/view.ts'
import { outcomeRoutes } from './outcomes/routes.ts'
import { outcomeSecrets } from './outcomes/view.ts'
import { specialTestRoutes } from './special-tests/routes.ts'
import { specialTestSecrets } from './special-tests/view.ts'

export const records: Feature = {
  name: 'records',
  tier: 3,
  owns: [
    'tenant.chart_layouts',
    'tenant.conditions',
    'tenant.goals',
    'tenant.immunizations',
    'tenant.measurements',
    'tenant.motions',
    'tenant.outcomes',
    'tenant.special_tests',
  ],
  sealed: [
    conditionSecrets,
    goalSecrets,
    immunizationSecrets,
    measurementSecrets,
    motionSecrets,
    outcomeSecrets,
    specialTestSecrets,
  ],
  readable: {
    'tenant.chart_layouts.hidden': 'names of sections of the screen',
    'tenant.chart_layouts.sections': 'names of sections of the screen',
    'tenant.conditions.code': 'a code of a public list; an organization finds by it who has what',
    'tenant.conditions.code_system': 'the name of a public list',
    'tenant.immunizations.code': 'a code of a public list; an organization finds by it who is due',
    'tenant.immunizations.code_system': 'the name of a public list',
    'tenant.goals.measure': 'a word of the list of outcome measures',
    'tenant.measurements.kind': 'a word of the list of kinds',
    'tenant.measurements.typed_unit': 'a unit',
    'tenant.motions.joint': 'a word of the list of joints',
    'tenant.motions.movement': 'a word of the list of movements',
    'tenant.outcomes.measure': 'a word of the list of outcome measures; an organization compares by it',
    'tenant.special_tests.test': 'a word of the list of special tests',
  },
  moves: {
    'tenant.conditions': goesAlong,
    'tenant.goals': goesAlong,
    'tenant.immunizations': goesAlong,
    'tenant.measurements': goesAlong,
    'tenant.motions': goesAlong,
    'tenant.outcomes': goesAlong,
    'tenant.special_tests': goesAlong,
  },
  erasures: {
    'tenant.conditions': { class: 'clinical' },
    'tenant.goals': { class: 'clinical' },
    'tenant.immunizations': { class: 'clinical' },
    'tenant.measurements': { class: 'clinical' },
    'tenant.motions': { class: 'clinical' },
    'tenant.outcomes': { class: 'clinical' },
    'tenant.special_tests': { class: 'clinical' },
  },
  copies: {
    'tenant.conditions': isCopied,
    'tenant.goals': isCopied,
    'tenant.immunizations': isCopied,
    'tenant.measurements': isCopied,
    'tenant.motions': isCopied,
    'tenant.outcomes': isCopied,
    'tenant.special_tests': isCopied,
  },
  routes: {
    chartLayouts: chartLayoutRoutes,
    charts: chartRoutes,
    codes: codeRoutes,
    conditions: conditionRoutes,
    entries: entryRoutes,
    goals: goalRoutes,
    immunizations: immunizationRoutes,
    measurements: measurementRoutes,
    motions: motionRoutes,
    outcomes: outcomeRoutes,
    specialTests: specialTestRoutes,
  },
  extensions: [extend(liveSubjects, { chart: 'chart' })],
}
