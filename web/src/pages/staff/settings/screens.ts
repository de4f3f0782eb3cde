import { q } from '../../../kit/api/api.ts'
import { logNeeds } from './log-shown.ts'
import type { Setting } from '../../../kit/screen/feature.ts'
import { listsOf, screen, type Screen, type Work } from '../../../kit/screen/screen.ts'

/** Settings open at the first that the role may see. */
export const settingsIndex: Screen<Work> = screen(
  '/$organization/settings',
  () => import('./SettingsIndex.tsx'),
  'SettingsIndex',
)

export const composedSettings: readonly Setting[] = [
  {
    id: 'clinics',
    group: 'practice',
    order: 20,
    permission: 'clinics.manage',
    screen: screen('/$organization/settings/clinics', () => import('./ClinicsPage.tsx'), 'ClinicsPage'),
  },
  {
    id: 'review',
    group: 'safety',
    order: 20,
    permission: 'access.review',
    screen: screen(
      '/$organization/settings/access-review',
      () => import('./AccessReviewPage.tsx'),
      'AccessReviewPage',
      {
        texts: ['programs', 'support'],
        needs: listsOf(q.organizations.access.review),
      },
    ),
  },
  {
    id: 'log',
    group: 'safety',
    order: 30,
    permission: 'audit.read',
    screen: screen('/$organization/settings/security-log', () => import('./SecurityLogPage.tsx'), 'SecurityLogPage', {
      texts: ['audit'],
      needs: logNeeds,
    }),
  },
]
