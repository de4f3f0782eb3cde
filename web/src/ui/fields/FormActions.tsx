import { useLayoutEffect, useRef, type FormEvent, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import { cx } from '../class-names.ts'
import { firstFieldOf } from './lasting-focus.ts'

type FormProps = {
  onSubmit: () => void
  label?: string
  className?: string
  /** Takes the keyboard on a page too, as it always does in a panel or a dialog: it is what the page is for. */
  isWhole?: boolean
  children: ReactNode
}

/**
 * A form whose errors are ours: no browser bubbles, no page load. Fields are stacked 16 px apart. It opens on its first
 * field, and Ctrl Enter (the command key on a Mac) sends it from anywhere inside.
 */
export function Form({ onSubmit, label, className, isWhole = false, children }: FormProps) {
  const form = useRef<HTMLFormElement>(null)
  useFirstField(form, isWhole)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    onSubmit()
  }
  const submitByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    onSubmit()
  }
  return (
    <form
      ref={form}
      noValidate
      aria-label={label}
      onSubmit={submit}
      onKeyDownCapture={submitByKey}
      className={cx('flex min-w-0 flex-col gap-4', className)}
    >
      {children}
    </form>
  )
}

/** Who opens a form wants to type; but nobody is torn away from a field that they are in already. */
function useFirstField(form: RefObject<HTMLFormElement | null>, isWhole: boolean) {
  useLayoutEffect(() => {
    const place = form.current?.closest<HTMLElement>('[data-panel], [role="dialog"]')
    const now = document.activeElement
    if (!form.current || (!place && !isWhole)) return
    const isTyping = place?.contains(now) && now?.matches('input, textarea, [role="spinbutton"]')
    if (!isTyping && !form.current.contains(now)) firstFieldOf(form.current)?.focus({ preventScroll: true })
  }, [form, isWhole])
}

export function FormRow({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div className={cx('grid grid-cols-[repeat(auto-fit,minmax(min(12rem,100%),1fr))] items-start gap-4', className)}>
      {children}
    </div>
  )
}

/** The buttons of a form, the main one last; on a phone full width with the main one first. */
export function FormActions({
  note,
  className,
  children,
}: {
  note?: ReactNode
  className?: string
  children: ReactNode
}) {
  return (
    <div
      className={cx(
        'mt-2 flex flex-wrap items-center justify-end gap-2 max-sm:flex-col-reverse max-sm:items-stretch',
        className,
      )}
    >
      {note && <div className="me-auto text-13 text-muted">{note}</div>}
      {children}
    </div>
  )
}
