import { extend } from '../../kit/extension.ts'
import type { Feature } from '../../kit/feature.ts'
import { on } from '../../kit/jobs/events.ts'
import { liveSubjects } from '../organizations/public.ts'
import { kennelAdded } from './events.ts'
import { checkKennel } from './kennels/jobs.ts'
import { kennelRoutes } from './kennels/routes.ts'
import { kennelSecrets } from './kennels/view.ts'

export const kennels: Feature = {
  name: 'kennels',
  tier: 1,
  owns: ['tenant.kennels'],
  sealed: [kennelSecrets],
  readable: { 'tenant.kennels.name': 'a name, searched and sorted' },
  routes: { kennels: kennelRoutes },
  jobs: [checkKennel],
  on: [on(kennelAdded, checkKennel)],
  extensions: [extend(liveSubjects, { kennel: 'kennel' })],
}
