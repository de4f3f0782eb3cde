import { useTranslation } from 'react-i18next'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { useRefreshAccount } from '../accounts/queries.ts'

type Props = {
  title: string
  name: string
  save: (name: string) => Promise<unknown>
  onClose: () => void
}

export function NameDialog({ title, name, save, onClose }: Props) {
  const { t } = useTranslation('identity')
  const refresh = useRefreshAccount()
  const form = useFormState({ name }, { required: ['name'] })
  const rename = async (values: typeof form.values) => {
    await save(values.name.trim())
    await refresh()
    toast.good(t('kit:state.saved'))
    onClose()
  }
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(rename)}
      onClose={onClose}
      isPersistent={false}
      size="small"
      title={title}
    >
      <TextField {...form.field('name')} label={t('field.itsName')} maxLength={60} dir="auto" autoFocus />
    </FormDialog>
  )
}
