import { lazy } from 'react'
import { House } from 'lucide-react'
import { q } from '../../kit/api/api.ts'
import type { Feature } from '../../kit/screen/feature.ts'
import { listsOf, screen } from '../../kit/screen/screen.ts'

const NewKennel = lazy(() => import('./kennels/NewKennel.tsx').then((module) => ({ default: module.NewKennel })))

export const kennels: Feature = {
  name: 'kennels',
  screens: {
    work: [
      screen('/$organization/kennels', () => import('./kennels/KennelsPage.tsx'), 'KennelsPage', {
        texts: ['kennels'],
        needs: listsOf(q.kennels.kennels.list),
      }),
    ],
  },
  nav: [
    { id: 'kennels', place: 'business', path: '/$organization/kennels', icon: House, permission: 'kennels.manage' },
  ],
  settings: [
    {
      id: 'kennels',
      group: 'practice',
      order: 50,
      permission: 'kennels.manage',
      screen: screen('/$organization/settings/kennels', () => import('./kennels/KennelsPage.tsx'), 'KennelSettings'),
    },
  ],
  panels: [{ key: 'kennel', permission: 'kennels.manage', component: NewKennel }],
  stale: { kennel: () => [q.kennels.kennels.key()] },
}
