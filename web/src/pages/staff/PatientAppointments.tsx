import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { CalendarDays } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { AppointmentList } from '../../features/scheduling/public.ts'
import { q } from '../../kit/api/api.ts'
import { useProblemText } from '../../kit/api/problem.ts'
import { useOrganization } from '../../kit/session/session.tsx'
import { Banner } from '../../ui/signs/Banner.tsx'
import { EmptyState } from '../../ui/lists/EmptyState.tsx'
import { Skeleton, SkeletonRegion } from '../../ui/signs/Skeleton.tsx'

export function PatientAppointments({ patientId }: { patientId: string }) {
  const { t } = useTranslation('staff')
  const text = useProblemText()
  const { slug: organization } = useOrganization()
  const [now] = useState(() => new Date().toISOString())
  const appointments = useQuery(
    q.scheduling.appointments.list.queryOptions({
      input: { params: { organization }, query: { patientId, limit: 200 } },
    }),
  )
  if (appointments.isPending) {
    return (
      <SkeletonRegion label={t('kit:state.loading')}>
        <Skeleton shape="row" lines={3} />
      </SkeletonRegion>
    )
  }
  if (appointments.isError) return <Banner tone="bad">{text(appointments.error)}</Banner>
  const items = appointments.data.items.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))
  const coming = items.filter(({ endsAt }) => endsAt >= now)
  const past = items.filter(({ endsAt }) => endsAt < now).toReversed()
  if (items.length === 0) {
    return (
      <EmptyState
        size="small"
        icon={<CalendarDays aria-hidden="true" />}
        title={t('patient.noVisits')}
        text={t('patient.noVisitsText')}
      />
    )
  }
  return (
    <div className="flex flex-col gap-6">
      {coming.length > 0 && <AppointmentList title={t('patient.coming')} appointments={coming} />}
      {past.length > 0 && <AppointmentList title={t('patient.past')} appointments={past} />}
    </div>
  )
}
