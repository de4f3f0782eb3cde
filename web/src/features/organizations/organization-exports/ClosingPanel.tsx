import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, q } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { TextArea } from '../../../ui/fields/TextArea.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { Section } from '../../../ui/layout/Card.tsx'

/** The end of an organization, by its own people: asked for by its name, and called off until its day. */
export function ClosingPanel() {
  const { t } = useTranslation('organizations')
  const { date } = useFormat()
  const { membership } = useOrganization()
  const [isAsking, setAsking] = useState(false)
  const { closesAt } = membership.organization.standing
  const { timeZone } = membership.organization
  return (
    <Section
      title={t('closing.title')}
      description={closesAt ? t('closing.on', { date: date(closesAt, timeZone) }) : t('closing.text')}
    >
      {closesAt ? <CallOff /> : <Button onPress={() => setAsking(true)}>{t('closing.ask')}</Button>}
      {isAsking && <AskDialog onClose={() => setAsking(false)} />}
    </Section>
  )
}

function CallOff() {
  const { t } = useTranslation('organizations')
  const { slug } = useOrganization()
  const refresh = useRefresh()
  const callOff = useMutation({
    mutationFn: () => api.platform.closings.callOff({ params: { organization: slug } }),
    onSuccess: () => toast.good(t('closing.calledOff')),
    onError: (error) => toast.problem(error),
    onSettled: () => refresh(q.identity.me.key()),
  })
  return (
    <Button isPending={callOff.isPending} onPress={() => callOff.mutate()}>
      {t('closing.callOff')}
    </Button>
  )
}

function AskDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('organizations')
  const { slug, membership } = useOrganization()
  const refresh = useRefresh()
  const once = useIntent()
  const { name } = membership.organization
  const form = useFormState(
    { name: '', reason: '' },
    {
      required: ['name'],
      check: (typed): Record<string, string> => (typed.name.trim() === name ? {} : { name: t('closing.notItsName') }),
    },
  )
  const ask = async ({ name: typed, reason }: typeof form.values) => {
    const body = { name: typed, ...(reason.trim() && { reason }) }
    await once(api.platform.closings.ask, { params: { organization: slug }, body })
    await refresh(q.identity.me.key())
    toast.good(t('closing.asked'))
    onClose()
  }
  return (
    <FormDialog
      goesOn
      form={form}
      onSubmit={() => void form.submit(ask)}
      onClose={onClose}
      size="small"
      title={t('closing.askTitle', { name })}
      description={t('closing.askText')}
      action={t('closing.ask')}
      isDangerous
    >
      <TextField
        {...form.field('name')}
        label={t('closing.typeName', { name })}
        autoComplete="off"
        dir="auto"
        autoFocus
      />
      <TextArea {...form.field('reason')} label={t('closing.reason')} maxLength={500} />
    </FormDialog>
  )
}
