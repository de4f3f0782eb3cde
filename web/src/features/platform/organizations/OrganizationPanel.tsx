import { useState } from 'react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PlatformOrganizationDetails } from '@polyclinic/contract/platform/organizations.ts'
import { api, q } from '../../../kit/api/api.ts'
import { problemText } from '../../../kit/api/problem.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Facts, Section } from '../../../ui/layout/Card.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { SidePanel } from '../../../ui/overlays/SidePanel.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { ClosingSection } from './ClosingSection.tsx'
import { GrantPlanDialog } from './GrantPlanDialog.tsx'
import { OwnerInvitation } from './OwnerInvitation.tsx'
import { organizationQuery } from './queries.ts'
import { SetupSection } from './SetupSection.tsx'
import { StandingSection } from './StandingSection.tsx'
import { StateBadge } from './StateBadge.tsx'
import { useMe } from '../../../kit/session/session.tsx'
import { AskedSection } from '../../support/public.ts'
import { useOperator } from '../operators/use-operator.ts'
import { usePlanOf } from './use-plan-of.ts'

export function OrganizationPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('platform')
  const { mayChange } = useOperator()
  const { account } = useMe()
  const { data: one, error } = useQuery({
    ...organizationQuery(id),
    // nobody tells this page when a database is there
    refetchInterval: ({ state: { data } }) => (data?.setup && !data.setup.failed ? 3000 : false),
  })
  return (
    <SidePanel
      title={one?.name ?? t('field.organization')}
      subtitle={one && <bdi dir="ltr">{one.slug}</bdi>}
      headerActions={one && <StateBadge {...one} />}
      closeLabel={t('kit:action.close')}
      onClose={onClose}
    >
      {error && <EmptyState size="small" title={t('kit:error.title')} text={problemText(error)} />}
      {!one && !error && (
        <SkeletonRegion label={t('kit:state.loading')}>
          <Skeleton lines={8} />
        </SkeletonRegion>
      )}
      {one && (
        <div className="flex flex-col gap-8">
          <SetupSection {...one} mayChange={mayChange} />
          <About {...one} mayChange={mayChange} />
          <Size {...one} mayChange={mayChange} />
          <StandingSection {...one} mayChange={mayChange} />
          {one.size.members > 0 && <AskedSection organization={one} accountId={account.id} mayChange={mayChange} />}
          <ClosingSection {...one} mayChange={mayChange} />
          {mayChange && one.size.members === 0 && !one.closing && !one.setup && <OwnerInvitation {...one} />}
        </div>
      )}
    </SidePanel>
  )
}

function About({ mayChange, ...one }: PlatformOrganizationDetails & { mayChange: boolean }) {
  const { t } = useTranslation('platform')
  const { date, locale } = useFormat()
  const zone = Temporal.Now.timeZoneId()
  const [isGiving, setGiving] = useState(false)
  const country = new Intl.DisplayNames(locale, { type: 'region' }).of(one.country)
  return (
    <Section
      title={t('about')}
      headingLevel={3}
      actions={
        mayChange && (
          <Button size="small" onPress={() => setGiving(true)}>
            {t('grant.action')}
          </Button>
        )
      }
    >
      <Facts
        items={[
          { label: t('field.plan'), value: usePlanOf()(one.plan) },
          { label: t('field.kind'), value: t(`kind.${one.kind}`) },
          { label: t('field.place'), value: `${country} · ${one.currency}` },
          { label: t('field.timeZone'), value: <bdi>{one.timeZone.replaceAll('_', ' ')}</bdi> },
          { label: t('field.createdAt'), value: date(one.createdAt, zone) },
          { label: t('field.lastActive'), value: one.lastActiveAt ? date(one.lastActiveAt, zone) : t('never') },
          ...(one.database.region
            ? [{ label: t('field.region'), value: <bdi dir="ltr">{one.database.region}</bdi> }]
            : []),
          {
            label: t('field.database'),
            value: one.database.answers
              ? `${t(`database.${one.database.kind}`)} · ${one.database.name}`
              : t('fails.database'),
          },
        ]}
      />
      {isGiving && <GrantPlanDialog {...one} onClose={() => setGiving(false)} />}
    </Section>
  )
}

/** Numbers alone: whoever runs the platform learns how much there is, never what. */
function Size({ id, size, failedJobs, mayChange }: PlatformOrganizationDetails & { mayChange: boolean }) {
  const { t } = useTranslation('platform')
  const { number, dateTime } = useFormat()
  const client = useQueryClient()
  const measure = useMutation({
    mutationFn: () => api.platform.platformOrganizations.measure({ params: { id } }),
    onSuccess: (measured) => client.setQueryData(organizationQuery(id).queryKey, measured),
    onError: (error) => toast.problem(error),
    onSettled: () => client.invalidateQueries({ queryKey: q.platform.platformOrganizations.list.key() }),
  })
  const { measured } = size
  return (
    <Section
      title={t('size')}
      headingLevel={3}
      description={
        measured ? t('measuredAt', { at: dateTime(measured.at, Temporal.Now.timeZoneId()) }) : t('notMeasured')
      }
      actions={
        mayChange && (
          <Button
            size="small"
            icon={<RefreshCw aria-hidden="true" className="size-4" />}
            isPending={measure.isPending}
            onPress={() => measure.mutate()}
          >
            {t('measure')}
          </Button>
        )
      }
    >
      <Facts
        items={[
          { label: t('field.members'), value: number(size.members) },
          ...(measured
            ? [
                { label: t('field.patients'), value: number(measured.patients) },
                { label: t('field.appointments'), value: number(measured.appointments) },
                { label: t('field.failedMails'), value: number(measured.failedMails) },
                { label: t('field.schemaVersion'), value: <bdi dir="ltr">{measured.schemaVersion}</bdi> },
              ]
            : []),
          { label: t('field.failedJobs'), value: number(failedJobs) },
        ]}
      />
    </Section>
  )
}
