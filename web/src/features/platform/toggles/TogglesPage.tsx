import { useState } from 'react'
import { useMutation, useSuspenseQuery } from '@tanstack/react-query'
import { ToggleLeft, ToggleRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PlatformToggle, ToggleRule } from '@polyclinic/contract/platform/toggles.ts'
import { api, q } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { confirm } from '../../../kit/notices/confirm.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { Row, Rows } from '../../../ui/lists/Rows.tsx'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { PlatformPage } from '../frame/PlatformPage.tsx'
import { useOperator } from '../operators/use-operator.ts'
import { DecideDialog } from './DecideDialog.tsx'
import { togglesQuery } from './queries.ts'

/** What can be switched on and off, for whom it was and why. */
export function TogglesPage() {
  const { t } = useTranslation('platform')
  const [decided, setDecided] = useState<PlatformToggle>()
  const { data } = useSuspenseQuery(usePrefetched(togglesQuery()))
  return (
    <PlatformPage isNarrow title={t('toggles.title')} subtitle={t('toggles.text')}>
      {data.items.map((one) => (
        <Toggle key={one.toggle} {...one} onDecide={() => setDecided(one)} />
      ))}
      {decided && <DecideDialog toggle={decided} onClose={() => setDecided(undefined)} />}
    </PlatformPage>
  )
}

function Toggle({ onDecide, ...one }: PlatformToggle & { onDecide: () => void }) {
  const { t } = useTranslation('platform')
  const { mayChange } = useOperator()
  const { toggle, isOn, planFeature, rules } = one
  const feature = t(`kit:toggle.${toggle}`)
  return (
    <Section
      title={feature}
      description={t(`toggles.about.${toggle}`)}
      actions={
        mayChange && (
          <Button size="small" aria-label={t('toggles.addOf', { feature })} onPress={onDecide}>
            {t('toggles.add')}
          </Button>
        )
      }
    >
      <p className="text-muted">
        {planFeature
          ? t('toggles.default.plan', { feature: t(`plans:feature.${planFeature}`) })
          : t(isOn ? 'toggles.default.on' : 'toggles.default.off')}{' '}
        {rules.length > 1 ? t('toggles.order') : rules.length === 0 && t('toggles.none')}
      </p>
      {rules.length > 0 && (
        <Rows>
          {rules.map((rule) => (
            <RuleRow key={rule.id} toggle={toggle} rule={rule} />
          ))}
        </Rows>
      )}
    </Section>
  )
}

function RuleRow({ toggle, rule }: { toggle: PlatformToggle['toggle']; rule: ToggleRule }) {
  const { t } = useTranslation('platform')
  const { date } = useFormat()
  const { mayChange } = useOperator()
  const refresh = useRefresh()
  const whom = useWhom(rule)
  const decision = t(rule.isOn ? 'toggles.on' : 'toggles.off')
  const remove = useMutation({
    mutationFn: () => api.platform.platformToggles.removeRule({ params: { toggle, id: rule.id } }),
    onSuccess: () => toast.good(t('toggles.takenBack')),
    onError: (error) => toast.problem(error),
    onSettled: () => refresh(q.platform.platformToggles.key(), q.platform.platformLog.key()),
  })
  const ask = async () => {
    const isSure = await confirm({
      title: t('toggles.removeTitle'),
      text: t('toggles.removeText', { rule: whom, decision }),
      confirmLabel: t('toggles.remove'),
    })
    if (isSure) remove.mutate()
  }
  const Icon = rule.isOn ? ToggleRight : ToggleLeft
  return (
    <Row
      icon={<Icon aria-hidden="true" />}
      title={<bdi>{whom}</bdi>}
      badges={<Badge tone={rule.isOn ? 'good' : 'neutral'}>{decision}</Badge>}
      text={
        <>
          <bdi>{rule.reason}</bdi> · {date(rule.since, Temporal.Now.timeZoneId())}
        </>
      }
    >
      {mayChange && (
        <Button
          size="small"
          variant="quiet"
          aria-label={t('toggles.removeOf', { rule: whom })}
          isPending={remove.isPending}
          onPress={() => void ask()}
        >
          {t('toggles.remove')}
        </Button>
      )}
    </Row>
  )
}

/** Whom a rule is about, in words. */
function useWhom({ kind, subject = '', organization, account }: ToggleRule): string {
  const { t } = useTranslation('platform')
  const name = organization?.name ?? ''
  switch (kind) {
    case 'everybody':
      return t('toggles.rule.everybody')
    case 'plan':
      return t('toggles.rule.plan', { plan: subject })
    case 'percentage':
      return t('toggles.rule.percentage', { percentage: Number(subject) })
    case 'organization':
      return t('toggles.rule.organization', { name })
    case 'clinic':
      return t('toggles.rule.clinic', { name, clinic: subject })
    case 'role':
      return organization
        ? t('toggles.rule.role', { name, role: subject })
        : t('toggles.rule.roleEverywhere', { role: subject })
    case 'account':
      return account ? t('toggles.rule.account', { email: account.email }) : t('toggles.rule.accountGone')
  }
}
