import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { PlatformOrganizationDetails } from '@polyclinic/contract/platform/organizations.ts'
import { api, q } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { DateField } from '../../../kit/fields/DateField.tsx'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { TextArea } from '../../../ui/fields/TextArea.tsx'
import { Section } from '../../../ui/layout/Card.tsx'

type Details = PlatformOrganizationDetails

const refreshed = [q.platform.platformOrganizations.key(), q.platform.platformLog.key()] as const

/** Where an organization's end is: on its way, closed, or its keys gone; from here it is begun, called off, or opened again. */
export function ClosingSection(one: Details & { mayChange: boolean }) {
  const { t } = useTranslation('platform')
  const [isAsking, setAsking] = useState(false)
  const { closing, mayChange, standing } = one
  const canAsk = mayChange && !closing && standing.status !== 'moving' && standing.status !== 'closed'
  const canCallOff = mayChange && closing && !closing.shreddingSince
  return (
    <Section
      title={t('closing.title')}
      headingLevel={3}
      actions={
        canCallOff ? (
          <CallOff {...one} />
        ) : (
          canAsk && (
            <Button size="small" onPress={() => setAsking(true)}>
              {t('closing.ask')}
            </Button>
          )
        )
      }
    >
      <Where {...one} />
      {isAsking && <AskDialog {...one} onClose={() => setAsking(false)} />}
    </Section>
  )
}

function Where({ closing }: Details) {
  const { t } = useTranslation('platform')
  const { date } = useFormat()
  const day = (instant: string) => date(instant, Temporal.Now.timeZoneId())
  if (!closing) return <p className="text-13 text-muted">{t('closing.none')}</p>
  const { closesAt, closedAt, shredAfter, shreddedAt } = closing
  return (
    <div className="flex flex-col gap-1">
      <p>{closedAt ? t('closing.since', { date: day(closedAt) }) : t('closing.on', { date: day(closesAt) })}</p>
      <p className="text-13 text-muted">
        {shreddedAt
          ? t('closing.shredded', { date: day(shreddedAt) })
          : t('closing.shredAfter', { date: day(shredAfter) })}
      </p>
    </div>
  )
}

function CallOff({ id, name, closing }: Details) {
  const { t } = useTranslation('platform')
  const refresh = useRefresh()
  const isClosed = closing?.closedAt !== undefined
  const callOff = useMutation({
    mutationFn: () => api.platform.platformClosings.callOff({ params: { id } }),
    onSuccess: () => toast.good(t(isClosed ? 'closing.reopened' : 'closing.calledOff', { name })),
    onError: (error) => toast.problem(error),
    onSettled: () => refresh(...refreshed),
  })
  return (
    <Button size="small" isPending={callOff.isPending} onPress={() => callOff.mutate()}>
      {t(isClosed ? 'closing.reopen' : 'closing.callOff')}
    </Button>
  )
}

/** Days that its people have to take along what is theirs. */
const leastDays = 30

function AskDialog({ id, name, timeZone, size, isBegun, onClose }: Details & { onClose: () => void }) {
  const { t } = useTranslation('platform')
  const refresh = useRefresh()
  const once = useIntent()
  const isUsed = isBegun || size.members > 0
  const earliest = Temporal.Now.plainDateISO(timeZone).add({ days: leastDays }).toString()
  const form = useFormState(
    { closesOn: isUsed ? earliest : null, reason: '' },
    {
      required: isUsed ? ['closesOn', 'reason'] : ['reason'],
      check: ({ closesOn }): Record<string, string> =>
        closesOn && closesOn < earliest ? { closesOn: t('closing.tooEarly') } : {},
    },
  )
  const ask = async ({ closesOn, reason }: typeof form.values) => {
    await once(api.platform.platformClosings.ask, { params: { id }, body: { reason, ...(closesOn && { closesOn }) } })
    await refresh(...refreshed)
    toast.good(t('closing.asked', { name }))
    onClose()
  }
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(ask)}
      onClose={onClose}
      size="small"
      title={t('closing.askTitle', { name })}
      description={t(isUsed ? 'closing.askText' : 'closing.askUnusedText')}
      action={t('closing.ask')}
      isDangerous
    >
      <DateField {...form.field('closesOn')} label={t('closing.day')} />
      <TextArea {...form.field('reason')} label={t('field.reason')} maxLength={500} />
    </FormDialog>
  )
}
