import { q } from '../../kit/api/api.ts'
import type { Feature } from '../../kit/screen/feature.ts'
import { screen } from '../../kit/screen/screen.ts'

export const attachments: Feature = {
  name: 'attachments',
  screens: {
    open: [screen('/phone/$organization', () => import('./phone/PhonePage.tsx'), 'PhonePage')],
    work: [screen('/$organization/inbox', () => import('./inbox/InboxPage.tsx'), 'InboxPage', { texts: ['patients'] })],
  },
  chartPanels: () => import('./documents/panels.ts'),
  stale: { document: () => [q.attachments.key()] },
}
