import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { problemText } from '../../../kit/api/problem.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { AccessFacts } from '../support-accesses/AccessFacts.tsx'
import { AskDialog } from './AskDialog.tsx'
import { NextSteps } from './NextSteps.tsx'
import { askedOf } from './queries.ts'

interface Props {
  organization: { id: string; slug: string; name: string }
  accountId: string
  mayChange: boolean
}

/** What was asked of one organization, and asking again. */
export function AskedSection({ organization, accountId, mayChange }: Props) {
  const { t } = useTranslation('support')
  const [isAsking, setAsking] = useState(false)
  const { data, error } = useQuery(askedOf(organization.id))
  const isOpen = data?.items.some(
    ({ state, operator }) => operator.accountId === accountId && (state === 'asked' || state === 'granted'),
  )
  return (
    <Section
      title={t('title')}
      headingLevel={3}
      description={t('text')}
      actions={
        mayChange &&
        data &&
        !isOpen && (
          <Button size="small" onPress={() => setAsking(true)}>
            {t('ask')}
          </Button>
        )
      }
    >
      {error && <EmptyState size="small" title={t('kit:error.title')} text={problemText(error)} />}
      {!data && !error && (
        <SkeletonRegion label={t('kit:state.loading')}>
          <Skeleton lines={2} />
        </SkeletonRegion>
      )}
      {data && data.items.length > 0 && (
        <ul aria-label={t('title')} className="flex flex-col divide-y divide-line">
          {data.items.map((access) => (
            <li key={access.id} className="flex flex-col gap-3 py-3">
              <AccessFacts access={access} />
              {mayChange && (
                <NextSteps
                  organization={organization}
                  access={access}
                  isOwn={access.operator.accountId === accountId}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {isAsking && <AskDialog organization={organization} onClose={() => setAsking(false)} />}
    </Section>
  )
}
