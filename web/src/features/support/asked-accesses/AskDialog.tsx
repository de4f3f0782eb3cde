import { useTranslation } from 'react-i18next'
import { api, q } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { TextArea } from '../../../ui/fields/TextArea.tsx'
import { ShareFields, type ShareValues } from '../support-accesses/ShareFields.tsx'

type Values = ShareValues & { reason: string }

interface Props {
  organization: { id: string; name: string }
  onClose: () => void
}

export function AskDialog({ organization: { id, name }, onClose }: Props) {
  const { t } = useTranslation('support')
  const once = useIntent()
  const refresh = useRefresh()
  const start: Values = { reason: '', scope: 'settings', mayWrite: false, minutes: '60' }
  const form = useFormState(start, { required: ['reason'] })
  const ask = async ({ minutes, ...body }: Values) => {
    await once(api.support.askedAccesses.ask, { params: { id }, body: { ...body, minutes: Number(minutes) } })
    await refresh(q.support.askedAccesses.key(), q.platform.platformLog.key())
    toast.good(t('asked', { name }))
    onClose()
  }
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(ask)}
      onClose={onClose}
      size="small"
      title={t('askTitle', { name })}
      description={t('askText')}
      action={t('ask')}
    >
      <TextArea {...form.field('reason')} label={t('field.reason')} maxLength={500} autoFocus />
      <ShareFields form={form} />
    </FormDialog>
  )
}
