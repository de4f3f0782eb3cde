import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading } from 'react-aria-components'
import { Button } from '../buttons/Button.tsx'
import { DialogFrame } from './Dialog.tsx'

type Props = {
  isOpen: boolean
  onClose: () => void
  title: string
  children: ReactNode
  confirmLabel: string
  cancelLabel: string
  onConfirm: () => void
  isDangerous?: boolean
  isPending?: boolean
}

/** Asks once before a step that cannot be undone. Focus starts on the way out. */
export function ConfirmDialog(props: Props) {
  const { isOpen, onClose, title, children, confirmLabel, cancelLabel, onConfirm, isDangerous, isPending } = props
  return (
    <DialogFrame isOpen={isOpen} onClose={onClose} size="small" isDismissable={!isPending}>
      <AriaDialog role="alertdialog" className="p-6 outline-none! max-sm:p-4">
        <Heading slot="title" className="text-16 font-semibold">
          {title}
        </Heading>
        <div className="mt-2 text-muted">{children}</div>
        <div className="mt-6 flex justify-end gap-2 max-sm:flex-col-reverse">
          <Button autoFocus onPress={onClose} isDisabled={isPending}>
            {cancelLabel}
          </Button>
          <Button variant={isDangerous ? 'danger' : 'primary'} onPress={onConfirm} isPending={isPending}>
            {confirmLabel}
          </Button>
        </div>
      </AriaDialog>
    </DialogFrame>
  )
}
