import { useTranslation } from 'react-i18next'
import { useFormState } from '../../../kit/fields/forms.ts'
import { ProblemBanner } from '../../../kit/fields/ProblemBanner.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Dialog } from '../../../ui/overlays/Dialog.tsx'
import { Form } from '../../../ui/fields/FormActions.tsx'
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
    <Dialog
      isOpen
      size="small"
      onClose={onClose}
      title={title}
      closeLabel={t('kit:action.close')}
      actions={
        <>
          <Button onPress={onClose}>{t('kit:action.cancel')}</Button>
          <Button variant="primary" isPending={form.isSubmitting} onPress={() => void form.submit(rename)}>
            {t('kit:action.save')}
          </Button>
        </>
      }
    >
      <Form label={title} onSubmit={() => void form.submit(rename)}>
        <ProblemBanner form={form} />
        <TextField {...form.field('name')} label={t('field.itsName')} maxLength={60} dir="auto" autoFocus />
      </Form>
    </Dialog>
  )
}
