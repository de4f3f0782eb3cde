import { useState } from 'react'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { AppointmentList } from '../../features/scheduling/public.ts'
import { q } from '../../kit/api/api.ts'
import { useProblemText } from '../../kit/api/problem.ts'
import { useOrganization } from '../../kit/session/session.tsx'
import { Banner } from '../../ui/signs/Banner.tsx'

/** What comes next for everybody this guardian answers for, the soonest first; nothing where nothing is booked. */
export function GuardianAppointments({ guardianId }: { guardianId: string }) {
  const { t } = useTranslation('staff')
  const text = useProblemText()
  const { slug: organization } = useOrganization()
  const [now] = useState(() => new Date().toISOString())
  const patients = useQuery(
    q.patients.patients.list.queryOptions({ input: { params: { organization }, query: { guardianId, limit: 50 } } }),
  )
  // whoever has no appointment booked need not be asked about
  const expected = patients.data?.items.filter(({ nextVisitAt }) => nextVisitAt) ?? []
  const answers = useQueries({
    queries: expected.map(({ id }) =>
      q.scheduling.appointments.list.queryOptions({
        input: { params: { organization }, query: { patientId: id, from: now, limit: 50 } },
      }),
    ),
  })
  const failed = [patients, ...answers].find(({ isError }) => isError)
  if (failed) return <Banner tone="bad">{text(failed.error)}</Banner>
  const appointments = answers
    .flatMap(({ data }) => data?.items ?? [])
    .toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))
  if (appointments.length === 0) return null
  return <AppointmentList title={t('patient.comingVisits')} appointments={appointments} isOfSeveral />
}
