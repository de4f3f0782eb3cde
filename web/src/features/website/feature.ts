import { q } from '../../kit/api/api.ts'
import type { Feature } from '../../kit/screen/feature.ts'
import { listsOf, screen } from '../../kit/screen/screen.ts'

export const website: Feature = {
  name: 'website',
  settings: [
    {
      id: 'website',
      group: 'connections',
      order: 20,
      permission: 'organization.manage',
      toggle: 'website',
      screen: screen('/$organization/settings/website', () => import('./website/WebsitePage.tsx'), 'WebsitePage', {
        texts: ['website'],
        needs: listsOf(q.website.website.get, q.website.hosts.list),
      }),
    },
  ],
  stale: { organization: () => [q.website.website.key(), q.website.hosts.key()] },
}
