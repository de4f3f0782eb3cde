import { q } from '../../kit/api/api.ts'
import type { Feature } from '../../kit/screen/feature.ts'
import { listsOf, screen } from '../../kit/screen/screen.ts'
import { accessPages } from './support-accesses/queries.ts'

export const support: Feature = {
  name: 'support',
  settings: [
    {
      id: 'support',
      group: 'safety',
      order: 40,
      permission: 'organization.manage',
      screen: screen(
        '/$organization/settings/support',
        () => import('./support-accesses/SupportPage.tsx'),
        'SupportPage',
        {
          needs: (work) => [accessPages(work.organization), ...listsOf(q.support.supportRules.get)(work)],
        },
      ),
    },
  ],
  stale: { organization: () => [q.support.supportAccesses.key(), q.support.supportRules.key()] },
}
