import { lazy, Suspense, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { UserRoundCheck } from 'lucide-react'
import type { DueMajorityReview } from '@polyclinic/contract/patients/relations/majority-reviews.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { problemText } from '../../../kit/api/problem.ts'
import { AppLink } from '../../../kit/screen/navigation.tsx'
import { TablePending } from '../../../kit/screen/Pending.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { linkClass } from '../../../ui/buttons/Link.tsx'
import { PageHeader } from '../../../ui/layout/PageHeader.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { useWords } from '../words.ts'
import { dueMajorityReviews } from './queries.ts'

const DecisionDialog = lazy(() => import('./DecisionDialog.tsx').then((module) => ({ default: module.DecisionDialog })))

/** Who has come of age while others answer for them as for a child, the latest first. */
export function MajorityReviews() {
  const { t } = useTranslation('patients')
  const words = useWords('human')
  const { slug } = useOrganization()
  const [decided, setDecided] = useState<DueMajorityReview | null>(null)
  const { data, error, refetch } = useQuery(usePrefetched(dueMajorityReviews(slug)))
  return (
    <div className="mx-auto flex w-full max-w-5xl flex-col gap-5 px-6 py-5 max-sm:px-4">
      <PageHeader
        title={t('majority.title')}
        back={
          <AppLink href={paths.patients(slug)} className={linkClass}>
            {words('allPatients')}
          </AppLink>
        }
        subtitle={t('majority.text')}
      />
      {!data && !error && <TablePending />}
      {error && (
        <Banner
          tone="bad"
          action={
            <Button size="small" onPress={() => void refetch()}>
              {t('kit:action.retry')}
            </Button>
          }
        >
          {problemText(error)}
        </Banner>
      )}
      {data?.items.length === 0 && (
        <EmptyState
          icon={<UserRoundCheck aria-hidden="true" />}
          title={t('majority.none')}
          text={t('majority.noneText')}
        />
      )}
      <Due items={data?.items ?? []} onDecide={setDecided} />
      {decided && (
        <Suspense>
          <DecisionDialog review={decided} onClose={() => setDecided(null)} />
        </Suspense>
      )}
    </div>
  )
}

type DueProps = { items: readonly DueMajorityReview[]; onDecide: (review: DueMajorityReview) => void }

function Due({ items, onDecide }: DueProps) {
  const { t } = useTranslation('patients')
  const { date, list } = useFormat()
  const { slug } = useOrganization()
  if (items.length === 0) return null
  return (
    <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface">
      {items.map((review) => (
        <li key={review.patientId} className="flex flex-wrap items-center gap-3 px-4 py-3">
          <div className="min-w-0 flex-1 basis-64">
            <AppLink href={paths.patient(slug, review.patientId)} className={`${linkClass} font-semibold`}>
              <bdi>{review.name}</bdi>
            </AppLink>
            <p className="text-13 text-muted">{t('majority.ofAge', { date: date(review.ofAgeOn) })}</p>
            <p className="text-13">
              {t('majority.answering', { names: list(review.guardians.map(({ name }) => name)) })}
            </p>
          </div>
          <Button
            size="small"
            variant="primary"
            aria-label={t('majority.decideFor', { name: review.name })}
            onPress={() => onDecide(review)}
          >
            {t('majority.decide')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
