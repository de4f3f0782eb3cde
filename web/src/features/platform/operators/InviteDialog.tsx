import { useTranslation } from 'react-i18next'
import type { OperatorRole } from '@polyclinic/contract/platform/operators.ts'
import { api, q } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { currentLanguage } from '../../../kit/texts/i18n.ts'
import { RadioGroup } from '../../../ui/choices/RadioGroup.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'

const roles: readonly OperatorRole[] = ['operator', 'reader']

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('platform')
  const once = useIntent()
  const refresh = useRefresh()
  const form = useFormState({ email: '', role: 'reader' as OperatorRole }, { required: ['email'] })
  const invite = async ({ email, role }: typeof form.values) => {
    await once(api.platform.platformOperators.invite, { body: { email, role, language: currentLanguage() } })
    await refresh(q.platform.platformOperators.key(), q.platform.platformLog.key())
    toast.good(t('invited.sent', { email }))
    onClose()
  }
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(invite)}
      onClose={onClose}
      size="small"
      title={t('operators.invite')}
      description={t('invited.text')}
      action={t('invited.action')}
    >
      <TextField
        {...form.field('email')}
        label={t('field.email')}
        type="email"
        dir="ltr"
        autoComplete="off"
        autoFocus
      />
      <RadioGroup
        {...form.field('role')}
        label={t('field.role')}
        options={roles.map((value) => ({ value, label: t(`role.${value}`), description: t(`roleText.${value}`) }))}
      />
    </FormDialog>
  )
}
