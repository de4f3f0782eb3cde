import { useQueries, useQuery } from '@tanstack/react-query'
import { CalendarCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Me } from '@polyclinic/contract/identity/me.ts'
import { q } from '../../../kit/api/api.ts'
import { problemText } from '../../../kit/api/problem.ts'
import { useMe } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { OwnVisit, type Visit } from './OwnVisit.tsx'

type Patient = Me['patients'][number]
type Place = Patient['organization']

const seesVisits = ({ permissions }: Patient) => permissions.includes('appointments')

/** What is ahead and what lies behind, of everybody whom the reader is or answers for, wherever they are treated. */
export function OwnVisits() {
  const { t } = useTranslation('scheduling')
  const { patients, unanswered = [] } = useMe()
  const seen = patients.filter(seesVisits)
  const places = [...new Map(seen.map(({ organization }) => [organization.slug, organization])).values()]
  if (places.length === 0 && unanswered.length === 0)
    return (
      <EmptyState
        icon={<CalendarCheck aria-hidden="true" />}
        title={t('own.nothingTitle')}
        text={t(patients.length > 0 ? 'own.notOpened' : 'own.nothingText')}
      />
    )
  return (
    <>
      {unanswered.map(({ slug, name }) => (
        <p key={slug} className="text-13 text-muted">
          {t('own.unansweredOf', { name })}
        </p>
      ))}
      <Ahead places={places} patients={seen} />
      <Section title={t('own.past')}>
        <div className="flex flex-col gap-6">
          {places.map((place) => (
            <PastAt key={place.slug} place={place} patients={seen} isNamed={places.length > 1} />
          ))}
        </div>
      </Section>
    </>
  )
}

function Ahead({ places, patients }: { places: readonly Place[]; patients: readonly Patient[] }) {
  const { t } = useTranslation('scheduling')
  const answers = useQueries({
    queries: places.map(({ slug }) =>
      q.scheduling.ownAppointments.list.queryOptions({ input: { params: { organization: slug } } }),
    ),
  })
  const visits = answers
    .flatMap(({ data }) => data?.items ?? [])
    .toSorted((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt))
  const isComplete = answers.every(({ data }) => data)
  return (
    <Section title={t('own.ahead')}>
      <div className="flex flex-col gap-3">
        {answers.map(
          ({ error, data, refetch }, nth) =>
            error &&
            !data && (
              <Unread
                key={places[nth]?.slug}
                name={places[nth]?.name ?? ''}
                error={error}
                onRetry={() => void refetch()}
              />
            ),
        )}
        <VisitList label={t('own.ahead')} visits={visits} patients={patients} />
        {answers.some(({ isPending }) => isPending) && <VisitsPending />}
        {isComplete && visits.length === 0 && <p className="text-muted">{t('own.none')}</p>}
      </div>
    </Section>
  )
}

function PastAt({ place, patients, isNamed }: { place: Place; patients: readonly Patient[]; isNamed: boolean }) {
  const { t } = useTranslation('scheduling')
  const { data, error, refetch } = useQuery(
    q.scheduling.ownAppointments.past.queryOptions({ input: { params: { organization: place.slug } } }),
  )
  return (
    <div className="flex flex-col gap-3">
      {isNamed && (
        <h3 className="text-14 font-semibold">
          <bdi>{place.name}</bdi>
        </h3>
      )}
      {error && !data && <Unread name={place.name} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <VisitsPending />}
      {data && <VisitList label={t('own.pastAt', { name: place.name })} visits={data.items} patients={patients} />}
      {data?.items.length === 0 && <p className="text-muted">{t('own.noPast')}</p>}
    </div>
  )
}

type ListProps = { label: string; visits: readonly Visit[]; patients: readonly Patient[] }

function VisitList({ label, visits, patients }: ListProps) {
  if (visits.length === 0) return null
  const patientOf = ({ organization, patientId }: Visit) =>
    patients.find((one) => one.organization.slug === organization.slug && one.patientId === patientId)
  return (
    <ul aria-label={label} className="flex flex-col gap-3">
      {visits.map((visit) => (
        <OwnVisit
          key={`${visit.organization.slug}/${visit.patientId}/${visit.startsAt}`}
          visit={visit}
          patient={patientOf(visit)}
        />
      ))}
    </ul>
  )
}

function VisitsPending() {
  const { t } = useTranslation('kit')
  return (
    <SkeletonRegion label={t('state.loading')}>
      <Skeleton shape="block" />
    </SkeletonRegion>
  )
}

function Unread({ name, error, onRetry }: { name: string; error: Error; onRetry: () => void }) {
  const { t } = useTranslation('kit')
  return (
    <div className="flex flex-wrap items-center gap-3 text-muted">
      <p className="min-w-0">
        <bdi>{name}</bdi>: {problemText(error)}
      </p>
      <Button size="small" onPress={onRetry}>
        {t('action.retry')}
      </Button>
    </div>
  )
}
