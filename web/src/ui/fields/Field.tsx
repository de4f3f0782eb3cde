import type { ReactNode } from 'react'
import { FieldError, Label, Text } from 'react-aria-components'
import { CircleAlert } from 'lucide-react'
import { cx } from '../class-names.ts'

/** The props that every field has, under the same names everywhere. */
export type FieldProps = {
  label: string
  /** Keeps the label for assistive technology only, where the place already says what it is. */
  isLabelHidden?: boolean
  description?: ReactNode
  /** What is wrong and what to do; its presence makes the field invalid. */
  error?: string
  isRequired?: boolean
  isDisabled?: boolean
  isReadOnly?: boolean
  name?: string
  autoFocus?: boolean
  className?: string
}

/** The value of a field that holds something it cannot read yet: half a date, half a time. A form does not save it. */
export const unreadable = 'unreadable'

/** The form's answer says so in words; the field shows it while one types. */
export const isTooLong = (value: string | undefined, maxLength: number | undefined): boolean =>
  maxLength !== undefined && value !== undefined && value.length > maxLength

export const fieldClass = 'group/field flex min-w-0 flex-col gap-1.5'

/** The box around an input: 40 px at the desk, 44 for patients and on phones. */
const boxClass =
  'h-control w-full min-w-0 rounded-lg border border-line-control bg-surface text-body text-ink transition-colors ' +
  'data-hovered:border-muted data-invalid:border-bad data-disabled:border-line data-disabled:bg-sunken data-disabled:text-disabled ' +
  'data-focus-within:outline-2 data-focus-within:-outline-offset-1 data-focus-within:outline-focus'

export const controlClass = `flex items-center ${boxClass}`

/** The same around the parts of a date: in one line of text, so that times keep their order from right to left. */
export const segmentsBoxClass = `block overflow-hidden px-2.5 leading-[calc(var(--control-height)-2px)] ${boxClass}`

export const inputClass =
  'h-full min-w-0 flex-1 bg-transparent px-3 text-parent outline-none! data-disabled:text-disabled'

export function ariaField({ label, isLabelHidden, error }: Pick<FieldProps, 'label' | 'isLabelHidden' | 'error'>) {
  return {
    'aria-label': isLabelHidden ? label : undefined,
    isInvalid: Boolean(error),
    // The form decides and words its errors; the browser's own bubbles never appear.
    validationBehavior: 'aria' as const,
  }
}

export function FieldLabel({
  label,
  isLabelHidden,
  isRequired,
}: Pick<FieldProps, 'label' | 'isLabelHidden' | 'isRequired'>) {
  if (isLabelHidden) return null
  return (
    <Label className="text-body font-semibold text-ink">
      {label}
      {isRequired && (
        <span aria-hidden="true" className="ms-0.5 text-bad-ink">
          *
        </span>
      )}
    </Label>
  )
}

export function FieldNotes({ description, error }: Pick<FieldProps, 'description' | 'error'>) {
  return (
    <>
      {description && (
        <Text slot="description" className="text-13 text-muted">
          {description}
        </Text>
      )}
      <FieldError className="text-13 text-bad-ink">{error && <ErrorText>{error}</ErrorText>}</FieldError>
    </>
  )
}

/** An error with its sign, so that colour is not alone in saying it. */
export function ErrorText({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <span className={cx('flex items-start gap-1.5 text-13 text-bad-ink', className)}>
      <CircleAlert aria-hidden="true" className="mt-px size-4 shrink-0" />
      <span>{children}</span>
    </span>
  )
}
