import { useTranslation } from 'react-i18next'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { TextArea } from '../../../ui/fields/TextArea.tsx'

type Props = {
  title: string
  text: string
  action: string
  isDangerous?: boolean
  onSave: (reason: string) => Promise<void>
  onClose: () => void
}

/** A step that is not taken without saying why. */
export function ReasonDialog({ onSave, onClose, title, text, ...shown }: Props) {
  const { t } = useTranslation('rights')
  const form = useFormState({ reason: '' }, { required: ['reason'] })
  const save = async ({ reason }: typeof form.values) => {
    await onSave(reason)
    onClose()
  }
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(save)}
      onClose={onClose}
      size="small"
      title={title}
      description={text}
      {...shown}
    >
      <TextArea {...form.field('reason')} label={t('reason')} maxLength={1000} />
    </FormDialog>
  )
}
