import { q } from '../../kit/api/api.ts'
import type { Feature } from '../../kit/screen/feature.ts'

export const records: Feature = {
  name: 'records',
  chartPanels: () => import('./chart/panels.ts'),
  stale: { chart: () => [q.records.key()] },
}
