import { useState } from 'react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Check, Link2Off, Minus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ConsentAsked } from '@polyclinic/contract/programs/connected-apps.ts'
import { permissions } from '@polyclinic/contract/kit/permission.ts'
import { api, q } from '../../../kit/api/api.ts'
import { problemOf, useProblemText } from '../../../kit/api/problem.ts'
import { useMe } from '../../../kit/session/session.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Facts } from '../../../ui/layout/Card.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'

/** Scopes that say who somebody is (OpenID Connect Core §5.4). */
const personal = new Set(['profile', 'email'])

export function AppConsent() {
  const { t } = useTranslation('programs')
  const text = useProblemText()
  const { uid = '' } = useParams({ strict: false })
  const asked = useQuery(
    q.programs.connectedApps.consent.queryOptions({ input: { params: { uid } }, retry: false, staleTime: Infinity }),
  )
  if (asked.isPending) {
    return (
      <SkeletonRegion label={t('kit:state.loading')}>
        <Skeleton lines={5} />
      </SkeletonRegion>
    )
  }
  if (asked.isError) {
    const isOver = ['link-ended', 'not-found'].includes(problemOf(asked.error).code)
    return (
      <EmptyState
        size="small"
        icon={<Link2Off aria-hidden="true" />}
        title={isOver ? t('consent.ended') : t('kit:error.title')}
        text={isOver ? t('consent.endedText') : text(asked.error)}
        action={!isOver && <Button onPress={() => void asked.refetch()}>{t('kit:action.retry')}</Button>}
      />
    )
  }
  return <Question uid={uid} asked={asked.data} />
}

function Question({ uid, asked }: { uid: string; asked: ConsentAsked }) {
  const { t } = useTranslation('programs')
  const text = useProblemText()
  const { account } = useMe()
  const { app, organization, scopes, isLasting } = asked
  // The button that was pressed keeps waiting until the browser has left.
  const [leaving, setLeaving] = useState(false)
  const decide = useMutation({
    mutationFn: (allow: boolean) => api.programs.connectedApps.decide({ params: { uid }, body: { allow } }),
    onSuccess: ({ url }) => {
      setLeaving(true)
      location.assign(url)
    },
  })
  const isGoing = (allow: boolean) => (decide.isPending || leaving) && decide.variables === allow
  const rights = scopes.flatMap(({ key, isHeld }) => {
    const isRight = (permissions() as string[]).includes(key)
    if (!isRight && !personal.has(key)) return []
    return [{ key, isHeld, text: t(isRight ? `kit:permission.${key}` : `consent.scope.${key}`) }]
  })
  // Whoever asks for nothing still learns that it is the same person again.
  if (rights.length === 0) rights.push({ key: 'openid', isHeld: true, text: t('consent.scope.openid') })
  return (
    <div className="flex flex-col gap-6">
      <p>{t('consent.text', { app: app.name, organization: organization.name })}</p>
      <Facts
        items={[
          { label: t('consent.app'), value: <bdi className="font-semibold">{app.name}</bdi> },
          { label: t('consent.origin'), value: <span dir="ltr">{app.origin}</span> },
          { label: t('organizations:field.organization'), value: <bdi>{organization.name}</bdi> },
          { label: t('consent.as'), value: <span dir="ltr">{account.email}</span> },
        ]}
      />
      <section aria-labelledby="consent-rights" className="flex flex-col gap-2">
        <h2 id="consent-rights" className="font-semibold">
          {t('consent.rights')}
        </h2>
        <ul className="flex flex-col gap-2">
          {rights.map(({ key, isHeld, text: right }) => (
            <li key={key} className="flex items-start gap-2.5">
              {isHeld ? (
                <Check aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-good-ink" />
              ) : (
                <Minus aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted" />
              )}
              <span className={isHeld ? undefined : 'text-muted'}>
                {right}
                {!isHeld && <span className="block text-13">{t('consent.notHeld')}</span>}
              </span>
            </li>
          ))}
        </ul>
      </section>
      {isLasting && <p className="text-muted">{t('consent.lasting')}</p>}
      {decide.isError && (
        <Banner tone="bad" isAnnounced>
          {text(decide.error)}
        </Banner>
      )}
      <div className="flex flex-col gap-2">
        <Button variant="primary" onPress={() => decide.mutate(true)} isPending={isGoing(true)}>
          {t('consent.allow')}
        </Button>
        <Button onPress={() => decide.mutate(false)} isPending={isGoing(false)}>
          {t('consent.refuse')}
        </Button>
      </div>
    </div>
  )
}
