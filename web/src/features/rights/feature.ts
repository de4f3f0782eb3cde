import { q } from '../../kit/api/api.ts'
import type { Feature } from '../../kit/screen/feature.ts'
import { screen } from '../../kit/screen/screen.ts'

export const rights: Feature = {
  name: 'rights',
  screens: {
    work: [
      screen('/$organization/patients/$patient/rights', () => import('./overview/RightsPage.tsx'), 'RightsPage'),
      screen('/$organization/rights-requests', () => import('./requests/RequestsPage.tsx'), 'RequestsPage'),
    ],
  },
  stale: { rights: () => [q.rights.key()] },
}
