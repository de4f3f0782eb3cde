import { useTranslation } from 'react-i18next'
import { api, q } from '../../../kit/api/api.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { meQuery } from '../../../kit/session/session.tsx'
import { TextArea } from '../../../ui/fields/TextArea.tsx'

interface Props {
  organization: { id: string; name: string }
  accessId: string
  onClose: () => void
}

export function BreakGlassDialog({ organization: { id, name }, accessId, onClose }: Props) {
  const { t } = useTranslation('support')
  const refresh = useRefresh()
  const form = useFormState({ reason: '' }, { required: ['reason'] })
  const open = async ({ reason }: typeof form.values) => {
    try {
      await api.support.askedAccesses.breakGlass({ params: { id, accessId }, body: { reason } })
    } finally {
      await refresh(q.support.askedAccesses.key(), q.platform.platformLog.key(), meQuery().queryKey)
    }
    toast.good(t('breakGlass.done', { name }))
    onClose()
  }
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(open)}
      onClose={onClose}
      size="small"
      title={t('breakGlass.title', { name })}
      description={t('breakGlass.text')}
      action={t('breakGlass.action')}
      isDangerous
    >
      <TextArea {...form.field('reason')} label={t('field.reason')} maxLength={500} autoFocus />
    </FormDialog>
  )
}
