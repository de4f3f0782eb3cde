import type { ComponentProps, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/buttons/Button.tsx'
import { Form } from '../../ui/fields/FormActions.tsx'
import { Dialog } from '../../ui/overlays/Dialog.tsx'
import { ProblemBanner } from './ProblemBanner.tsx'

type Props = Pick<ComponentProps<typeof Dialog>, 'title' | 'description' | 'size' | 'isPersistent' | 'onClose'> & {
  /** What useFormState answers. */
  form: ComponentProps<typeof ProblemBanner>['form'] & { isDirty: boolean; isSubmitting: boolean }
  onSubmit: () => void
  /** The main button's verb; "Save" unless told. */
  action?: string
  isDangerous?: boolean
  /** What it does goes on while nothing else can be saved: it ends something, or is the way forward. */
  goesOn?: boolean
  /** In place of the banner that says what could not be saved. */
  problem?: ReactNode
  children: ReactNode
}

/** A dialog around one short form: it stays open while there is unsaved work, is sent by its main button or by Enter, or left. */
export function FormDialog({ form, onSubmit, action, isDangerous, goesOn, problem, children, ...dialog }: Props) {
  const { t } = useTranslation('kit')
  return (
    <Dialog
      isOpen
      isPersistent={form.isDirty}
      {...dialog}
      closeLabel={t('action.close')}
      actions={
        <>
          <Button onPress={dialog.onClose}>{t('action.cancel')}</Button>
          <Button
            variant={isDangerous ? 'danger' : 'primary'}
            writes={!goesOn}
            isPending={form.isSubmitting}
            onPress={onSubmit}
          >
            {action ?? t('action.save')}
          </Button>
        </>
      }
    >
      <Form label={dialog.title} onSubmit={onSubmit}>
        {problem ?? <ProblemBanner form={form} />}
        {children}
      </Form>
    </Dialog>
  )
}
