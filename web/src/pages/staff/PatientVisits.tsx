import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { CalendarDays } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { StateBadge } from '../../features/scheduling/public.ts'
import { q } from '../../kit/api.ts'
import { useFormat } from '../../kit/format.ts'
import { useAddress } from '../../kit/navigation.tsx'
import { useProblemText } from '../../kit/problem.ts'
import { useClinic, useOrganization } from '../../kit/session.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Card } from '../../ui/Card.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { GridList, ListRow } from '../../ui/GridList.tsx'
import { Skeleton, SkeletonRegion } from '../../ui/Skeleton.tsx'
import type { PanelSearch } from '../../paths.ts'

/** A patient's visits: what is coming first, what was after that, newest first. */
export function PatientVisits({ patientId }: { patientId: string }) {
  const { t } = useTranslation('staff')
  const text = useProblemText()
  const { slug: organization } = useOrganization()
  const [now] = useState(() => new Date().toISOString())
  const visits = useQuery(
    q.appointments.list.queryOptions({ input: { params: { organization }, query: { patientId, limit: 200 } } }),
  )
  if (visits.isPending) {
    return (
      <SkeletonRegion label={t('kit:state.loading')}>
        <Skeleton shape="row" lines={3} />
      </SkeletonRegion>
    )
  }
  if (visits.isError) return <Banner tone="bad">{text(visits.error)}</Banner>
  const items = visits.data.items.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))
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
      {coming.length > 0 && <VisitList title={t('patient.coming')} visits={coming} />}
      {past.length > 0 && <VisitList title={t('patient.past')} visits={past} />}
    </div>
  )
}

function VisitList({ title, visits }: { title: string; visits: readonly Appointment[] }) {
  const { t } = useTranslation('scheduling')
  const { search, set } = useAddress<PanelSearch>()
  const { clinics } = useClinic()
  const { timeZone } = useOrganization()
  const { date, time } = useFormat()
  const clinicOf = (visit: Appointment) => clinics.find(({ id }) => id === visit.clinicId)
  return (
    <Card title={title} isFlush>
      <GridList
        label={title}
        items={visits}
        activeId={search.visit}
        textOf={({ service, startsAt }) => `${service.name} ${date(startsAt, timeZone)}`}
        onAction={(id) => set({ visit: id, book: undefined })}
        renderItem={(visit) => {
          const clinic = clinicOf(visit)
          const zone = clinic?.timeZone ?? timeZone
          return (
            <ListRow
              title={visit.service.name}
              text={[date(visit.startsAt, zone), time(visit.startsAt, zone), clinics.length > 1 && clinic?.name]
                .filter(Boolean)
                .join(' · ')}
              end={<StateBadge state={visit.state} />}
            />
          )
        }}
      />
    </Card>
  )
}
