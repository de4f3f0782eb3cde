import { q } from '../../kit/api/api.ts'
import type { Feature } from '../../kit/screen/feature.ts'
import { listsOf, screen } from '../../kit/screen/screen.ts'

export const programs: Feature = {
  name: 'programs',
  settings: [
    {
      id: 'programs',
      group: 'connections',
      order: 10,
      permission: 'keys.manage',
      screen: screen('/$organization/settings/programs', () => import('./apps/ProgramsPage.tsx'), 'ProgramsPage', {
        texts: ['programs'],
        needs: listsOf(q.programs.apiKeys.list, q.programs.apps.list),
      }),
    },
  ],
  stale: { organization: () => [q.programs.apiKeys.key(), q.programs.apps.key()] },
}
