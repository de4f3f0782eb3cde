import { useEffect, useEffectEvent, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { day } from '@polyclinic/contract/kit/durations.ts'
import type { Clinic } from '@polyclinic/contract/organizations/clinics.ts'
import type { Practitioner } from '@polyclinic/contract/scheduling/practitioners.ts'
import type { Service } from '@polyclinic/contract/scheduling/services.ts'
import { q } from '../../../kit/api/api.ts'
import type { useFormState } from '../../../kit/fields/forms.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { clinicsGiving, lastService, lastServiceOf, servicesOf, type BookingValues } from './booking-values.ts'

const year = 365 * day

/**
 * The service that an appointment is probably for: the only one, else the one this patient came for last, else the one booked
 * last at this clinic.
 */
function useUsualService(offered: readonly Service[], clinicId: string, patientId: string | undefined) {
  const { slug: organization, can } = useOrganization()
  // Fixed, so that the answer stays the same question's.
  const [from] = useState(() => new Date(Date.now() - year).toISOString())
  const appointments = useQuery({
    ...q.scheduling.appointments.list.queryOptions({
      input: { params: { organization }, query: { patientId: patientId ?? '', from, limit: 100 } },
    }),
    enabled: patientId !== undefined && can('appointments.read'),
  })
  const isOffered = (id: string | null | undefined) => offered.some((service) => service.id === id)
  if (offered.length === 1) return offered[0]?.id
  if (patientId !== undefined && appointments.isLoading) return undefined
  const own = lastServiceOf(appointments.data?.items ?? [])
  return [own, lastService(clinicId)].find(isOffered) ?? undefined
}

type Options = {
  clinic: Clinic
  clinics: readonly Clinic[]
  services: readonly Service[]
  practitioners: readonly Practitioner[]
  form: ReturnType<typeof useFormState<BookingValues>>
  requestedId: string | undefined
}

/** What can be booked and where, with the usual one filled in until somebody chooses. */
export function useServiceChoice({ clinic, clinics, services, practitioners, form, requestedId }: Options) {
  const { values, set } = form
  const [isChosen, setChosen] = useState(requestedId !== undefined)
  const offers = servicesOf(services, values.practitionerId).map((service) => ({
    service,
    givenAt: clinicsGiving(service, practitioners, clinics),
  }))
  const here = offers.filter(({ givenAt }) => givenAt.some(({ id }) => id === clinic.id))
  const usual = useUsualService(
    here.map(({ service }) => service),
    clinic.id,
    values.patient?.id,
  )
  const take = useEffectEvent((id: string) => {
    if (!isChosen) set('serviceId', id)
  })
  useEffect(() => {
    if (usual) take(usual)
  }, [usual])
  const choose = (id: string) => {
    setChosen(true)
    set('serviceId', id)
  }
  return { offers, choose }
}
