import { lazy } from 'react'
import { Users } from 'lucide-react'
import { q } from '../../kit/api/api.ts'
import type { Feature } from '../../kit/screen/feature.ts'

const NewBeside = lazy(() => import('./panels/NewBeside.tsx').then((module) => ({ default: module.NewBeside })))

export const patients: Feature = {
  name: 'patients',
  nav: [{ id: 'patients', place: 'people', path: '/$organization/patients', icon: Users, permission: 'patients.read' }],
  panels: [{ key: 'new', permission: 'patients.write', component: NewBeside }],
  palette: () => import('./palette/palette.tsx'),
  stale: {
    patient: () => [
      q.patients.patients.key(),
      q.patients.guardians.key(),
      q.patients.links.key(),
      q.patients.relations.key(),
      q.patients.majorityReviews.key(),
      q.patients.patientMerges.key(),
      q.patients.duplicatePairs.key(),
    ],
    warning: () => [
      q.patients.patients.key(),
      q.patients.guardians.key(),
      q.patients.allergies.key(),
      q.patients.alerts.key(),
    ],
  },
}
