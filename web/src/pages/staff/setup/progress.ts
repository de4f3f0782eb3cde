import { useQuery, useSuspenseQueries } from '@tanstack/react-query'
import type { Clinic } from '@polyclinic/contract/organizations/clinics.ts'
import type { Practitioner, WorkingHours } from '@polyclinic/contract/scheduling/practitioners.ts'
import type { Service } from '@polyclinic/contract/scheduling/services.ts'
import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { q } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { progressQueries } from './queries.ts'
import type { SetupStep } from './SetupFrame.tsx'

export interface Progress {
  clinic?: Clinic
  practitioner?: Practitioner
  /** When the practitioner works, at all clinics, once it is known. */
  hours?: readonly WorkingHours[]
  service?: Service
  patient?: PatientSummary
  step: SetupStep
}

/**
 * How far the first run has come, read off what exists: a reload, another browser or a colleague's
 * help go on at the right step. Only the skipped invitation leaves no trace but the address.
 */
export function useProgress(isColleagueDone: boolean): Progress {
  const { slug: organization } = useOrganization()
  const [ofClinics, ofPractitioners, ofServices, ofPatients] = progressQueries(organization)
  const [clinics, practitioners, services, patients] = useSuspenseQueries({
    queries: [
      usePrefetched(ofClinics),
      usePrefetched(ofPractitioners),
      usePrefetched(ofServices),
      usePrefetched(ofPatients),
    ],
  })
  const clinic = clinics.data.items[0]
  const practitioner = practitioners.data.items.find((one) => !one.archivedAt)
  const service = services.data.items.find((one) => !one.archivedAt)
  const patient = patients.data.items[0]
  const hours = useQuery({
    ...q.scheduling.practitioners.hours.queryOptions({
      input: { params: { organization, id: practitioner?.id ?? '' } },
    }),
    enabled: Boolean(practitioner),
  })
  // Somebody who treats but never works would leave nothing to book; until it is known, go on.
  const hasHours = Boolean(practitioner) && hours.data?.items.length !== 0
  const missing: [SetupStep, boolean][] = [
    ['clinic', !clinic],
    ['hours', !hasHours],
    ['colleague', !service && !isColleagueDone],
    ['service', !service],
    ['patient', !patient],
  ]
  const step = missing.find(([, isMissing]) => isMissing)?.[0] ?? 'visit'
  return { clinic, practitioner, hours: hours.data?.items, service, patient, step }
}
