import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlatformOrganizationDetails } from '@polyclinic/contract/platform/organizations.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { TextArea } from '../../../ui/fields/TextArea.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { StateBadge } from './StateBadge.tsx'

type Details = PlatformOrganizationDetails

/** How it stands, since when and why; from here it is suspended and opened again. */
export function StandingSection(one: Details & { mayChange: boolean }) {
  const { t } = useTranslation('platform')
  const { date } = useFormat()
  const [isAsking, setAsking] = useState(false)
  const { status, since, reason } = one.standing
  const canSettle =
    one.mayChange && !one.closing && ['active', 'trial', 'past-due', 'read-only', 'suspended'].includes(status)
  return (
    <Section
      title={t('standing.title')}
      headingLevel={3}
      description={t('standing.since', { date: date(since, Temporal.Now.timeZoneId()) })}
      actions={
        canSettle && (
          <Button size="small" onPress={() => setAsking(true)}>
            {t(status === 'suspended' ? 'standing.activate' : 'standing.suspend')}
          </Button>
        )
      }
    >
      <StateBadge {...one} />
      {reason && (
        <p dir="auto" className="mt-2 whitespace-pre-line">
          {reason}
        </p>
      )}
      {isAsking && <SettleDialog {...one} onClose={() => setAsking(false)} />}
    </Section>
  )
}

function SettleDialog({ id, name, standing, version, onClose }: Details & { onClose: () => void }) {
  const { t } = useTranslation('platform')
  const refresh = useRefresh()
  const isOpening = standing.status === 'suspended'
  const form = useFormState({ reason: '' }, { required: isOpening ? [] : ['reason'] })
  const settle = async ({ reason }: typeof form.values) => {
    try {
      await api.platform.platformOrganizations.settle({
        params: { id },
        body: isOpening ? { status: 'active' } : { status: 'suspended', reason },
        headers: ifMatch(version),
      })
    } finally {
      // refused because somebody came in meanwhile, it can be said again
      await refresh(q.platform.platformOrganizations.key(), q.platform.platformLog.key())
    }
    toast.good(t(isOpening ? 'standing.activated' : 'standing.suspended', { name }))
    onClose()
  }
  const words = isOpening ? 'activate' : 'suspend'
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(settle)}
      onClose={onClose}
      size="small"
      title={t(`standing.${words}Title`, { name })}
      description={t(`standing.${words}Text`)}
      action={t(`standing.${words}`)}
      isDangerous={!isOpening}
    >
      {!isOpening && <TextArea {...form.field('reason')} label={t('field.reason')} maxLength={500} autoFocus />}
    </FormDialog>
  )
}
