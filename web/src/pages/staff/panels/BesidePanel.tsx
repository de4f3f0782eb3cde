import { lazy } from 'react'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import type { PanelSearch } from '../../../paths.ts'

const AppointmentBeside = lazy(() =>
  import('./SchedulingPanels.tsx').then(({ AppointmentBeside }) => ({ default: AppointmentBeside })),
)
const BookBeside = lazy(() => import('./SchedulingPanels.tsx').then(({ BookBeside }) => ({ default: BookBeside })))
const PatientBeside = lazy(() =>
  import('./PatientPanels.tsx').then(({ PatientBeside }) => ({ default: PatientBeside })),
)
const NewBeside = lazy(() => import('./PatientPanels.tsx').then(({ NewBeside }) => ({ default: NewBeside })))

/** The one panel that the address names, if the role may see it. `patientId`: whose page this is. */
export function BesidePanel({ patientId }: { patientId?: string }) {
  const { search } = useAddress<PanelSearch>()
  const { can } = useOrganization()
  if (search.book && can('appointments.write')) return <BookBeside patientId={patientId} />
  if (search.visit && can('appointments.read')) return <AppointmentBeside id={search.visit} />
  if (search.new && can('patients.write')) return <NewBeside form={search.new} />
  if (search.patient && can('patients.read')) return <PatientBeside id={search.patient} />
  return null
}
