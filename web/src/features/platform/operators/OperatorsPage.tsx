import { useState } from 'react'
import { useMutation, useSuspenseQuery } from '@tanstack/react-query'
import { Mail, UserPlus, UserRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { OperatorInvitation, PlatformOperator } from '@polyclinic/contract/platform/operators.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { confirm } from '../../../kit/notices/confirm.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { Row, Rows } from '../../../ui/lists/Rows.tsx'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { PlatformPage } from '../frame/PlatformPage.tsx'
import { useOperator } from './use-operator.ts'
import { InviteDialog } from './InviteDialog.tsx'

/** Who runs the installation, who did, and for whom an invitation waits. */
export function OperatorsPage() {
  const { t } = useTranslation('platform')
  const { mayChange } = useOperator()
  const [isInviting, setInviting] = useState(false)
  const { data } = useSuspenseQuery(usePrefetched(q.platform.platformOperators.list.queryOptions({ input: {} })))
  return (
    <PlatformPage
      isNarrow
      title={t('operators.title')}
      subtitle={t('operators.text')}
      actions={
        mayChange && (
          <Button
            variant="primary"
            icon={<UserPlus aria-hidden="true" className="size-4" />}
            onPress={() => setInviting(true)}
          >
            {t('operators.invite')}
          </Button>
        )
      }
    >
      <Lists {...data} />
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
    </PlatformPage>
  )
}

interface Listed {
  items: readonly PlatformOperator[]
  invitations: readonly OperatorInvitation[]
}

function Lists({ items, invitations }: Listed) {
  const { t } = useTranslation('platform')
  const waiting = invitations.filter(({ state }) => state === 'open' || state === 'expired')
  const former = items.filter(({ endedAt }) => endedAt)
  return (
    <>
      <Section title={t('operators.today')}>
        <Rows>
          {items
            .filter(({ endedAt }) => !endedAt)
            .map((one) => (
              <OperatorRow key={one.accountId} {...one} />
            ))}
        </Rows>
      </Section>
      {waiting.length > 0 && (
        <Section title={t('operators.invited')}>
          <Rows>
            {waiting.map((one) => (
              <InvitedRow key={one.id} {...one} />
            ))}
          </Rows>
        </Section>
      )}
      {former.length > 0 && (
        <Section title={t('operators.former')}>
          <Rows>
            {former.map((one) => (
              <OperatorRow key={one.accountId} {...one} />
            ))}
          </Rows>
        </Section>
      )}
    </>
  )
}

function useOperatorChange<Input>(change: (input: Input) => Promise<unknown>) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: change,
    onError: (error) => {
      if (problemOf(error).code !== 'confirmation-needed') toast.problem(error)
    },
    onSettled: () => refresh(q.platform.platformOperators.key(), q.platform.platformLog.key()),
  })
}

function OperatorRow(operator: PlatformOperator) {
  const { name, email, role, since, endedAt, hasSecondFactor } = operator
  const { t } = useTranslation('platform')
  const { date } = useFormat()
  const { mayChange } = useOperator()
  const zone = Temporal.Now.timeZoneId()
  return (
    <Row
      icon={<UserRound aria-hidden="true" />}
      title={name}
      badges={
        <>
          <Badge tone={endedAt ? 'neutral' : 'accent'}>{t(`role.${role}`)}</Badge>
          {!endedAt && !hasSecondFactor && <Badge tone="warn">{t('operators.noFactor')}</Badge>}
        </>
      }
      text={
        <>
          <bdi dir="ltr">{email}</bdi> ·{' '}
          {endedAt
            ? t('operators.until', { from: date(since, zone), to: date(endedAt, zone) })
            : t('operators.since', { from: date(since, zone) })}
        </>
      }
    >
      {mayChange && !endedAt && <OperatorButtons {...operator} />}
    </Row>
  )
}

function OperatorButtons({ accountId, name, role, version }: PlatformOperator) {
  const { t } = useTranslation('platform')
  const { accountId: own } = useOperator()
  const other = role === 'operator' ? 'reader' : 'operator'
  const give = useOperatorChange(() =>
    api.platform.platformOperators.update({ params: { accountId }, body: { role: other }, headers: ifMatch(version) }),
  )
  const end = useOperatorChange(() => api.platform.platformOperators.end({ params: { accountId } }))
  const askToEnd = async () => {
    const isSure = await confirm({
      title: t('operators.endTitle', { name }),
      text: t('operators.endText'),
      confirmLabel: t('operators.end'),
      isDangerous: true,
    })
    if (isSure) end.mutate(undefined)
  }
  return (
    <>
      <Button size="small" isPending={give.isPending} onPress={() => give.mutate(undefined)}>
        {t(`operators.make.${other}`)}
      </Button>
      <Button
        size="small"
        variant="quiet"
        aria-label={t(own === accountId ? 'operators.endOwn' : 'operators.endOf', { name })}
        isPending={end.isPending}
        onPress={() => void askToEnd()}
      >
        {t('operators.end')}
      </Button>
    </>
  )
}

function InvitedRow({ id, email, role, state, expiresAt }: OperatorInvitation) {
  const { t } = useTranslation('platform')
  const { date } = useFormat()
  const { mayChange } = useOperator()
  const withdraw = useOperatorChange(() => api.platform.platformOperators.withdraw({ params: { id } }))
  return (
    <Row
      icon={<Mail aria-hidden="true" />}
      title={<bdi dir="ltr">{email}</bdi>}
      badges={<Badge>{t(`role.${role}`)}</Badge>}
      text={t(`invited.${state}`, { date: date(expiresAt, Temporal.Now.timeZoneId()) })}
    >
      {mayChange && state === 'open' && (
        <Button
          size="small"
          variant="quiet"
          aria-label={t('invited.withdrawOf', { email })}
          isPending={withdraw.isPending}
          onPress={() => withdraw.mutate(undefined)}
        >
          {t('invited.withdraw')}
        </Button>
      )}
    </Row>
  )
}
