import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { X } from 'lucide-react'
import { cx } from '../class-names.ts'
import { IconButton } from '../buttons/IconButton.tsx'

type Props = {
  isOpen: boolean
  onClose: () => void
  title: string
  closeLabel: string
  description?: ReactNode
  /** `whole`: as large as the window, for what is looked at. */
  size?: 'small' | 'medium' | 'large' | 'whole'
  /** The buttons at the bottom, the main one last. */
  actions?: ReactNode
  /** A press outside does not close: for forms with unsaved work. */
  isPersistent?: boolean
  children?: ReactNode
}

const widths = { small: 'max-w-md', medium: 'max-w-xl', large: 'max-w-4xl', whole: 'h-full max-w-[110rem]' }

/** Stops the work for one question or a short form. Focus stays inside and returns to where it came from. */
export function Dialog({
  isOpen,
  onClose,
  title,
  closeLabel,
  description,
  size = 'medium',
  actions,
  isPersistent,
  children,
}: Props) {
  return (
    <DialogFrame isOpen={isOpen} onClose={onClose} size={size} isDismissable={!isPersistent}>
      <AriaDialog className="flex min-h-0 flex-1 flex-col outline-none!">
        <header className="flex items-start gap-4 px-6 pt-5 pb-4 max-sm:px-4">
          <div className="min-w-0 flex-1">
            <Heading slot="title" className="text-20 font-semibold ltr:tracking-tight">
              {title}
            </Heading>
            {description && <p className="mt-1 text-muted">{description}</p>}
          </div>
          <IconButton
            label={closeLabel}
            icon={<X aria-hidden="true" className="size-5" />}
            onPress={onClose}
            className="-me-2 -mt-1.5"
          />
        </header>
        <div className="min-h-0 flex-1 overflow-auto px-6 pt-1 pb-6 max-sm:px-4">{children}</div>
        {actions && (
          <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-6 py-4 max-sm:flex-col-reverse max-sm:px-4 max-sm:*:w-full">
            {actions}
          </footer>
        )}
      </AriaDialog>
    </DialogFrame>
  )
}

type FrameProps = {
  isOpen: boolean
  onClose: () => void
  size: keyof typeof widths
  isDismissable: boolean
  isAtTop?: boolean
  children: ReactNode
}

export function DialogFrame({ isOpen, onClose, size, isDismissable, isAtTop, children }: FrameProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={isDismissable}
      className={cx(
        'fade-motion fixed inset-x-0 top-0 z-40 flex h-(--visual-viewport-height) justify-center bg-backdrop p-4',
        isAtTop ? 'items-start pt-[12vh]' : 'items-center max-sm:items-end max-sm:p-0',
      )}
    >
      <Modal
        className={cx(
          'rise-motion flex max-h-full w-full flex-col overflow-hidden rounded-xl bg-raised text-ink shadow-overlay',
          !isAtTop && 'max-sm:max-h-[92%] max-sm:rounded-b-none',
          widths[size],
        )}
      >
        {children}
      </Modal>
    </ModalOverlay>
  )
}
