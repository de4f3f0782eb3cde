import type { FormEvent, ReactNode } from 'react'
import { cx } from './class-names.ts'

type FormProps = { onSubmit: () => void; label?: string; className?: string; children: ReactNode }

/** A form whose errors are ours: no browser bubbles, no page load. Fields are stacked 16 px apart. */
export function Form({ onSubmit, label, className, children }: FormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    onSubmit()
  }
  return (
    <form noValidate aria-label={label} onSubmit={submit} className={cx('flex min-w-0 flex-col gap-4', className)}>
      {children}
    </form>
  )
}

/** Fields side by side where there is room. */
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
