import { q } from '../../kit/api/api.ts'
import type { Feature } from '../../kit/screen/feature.ts'

export const plans: Feature = {
  name: 'plans',
  stale: { organization: () => [q.plans.plans.key()] },
}
