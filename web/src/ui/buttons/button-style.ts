import { cx } from '../class-names.ts'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonSize = 'small' | 'medium' | 'large'

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-on-accent data-hovered:bg-accent-hover data-pressed:bg-accent-hover',
  secondary:
    'border border-line-strong bg-surface text-ink data-hovered:bg-sunken data-pressed:bg-sunken data-pressed:border-line-control',
  quiet: 'text-ink data-hovered:bg-hover data-pressed:bg-pressed',
  danger: 'bg-bad text-on-strong data-hovered:bg-bad-hover data-pressed:bg-bad-hover',
}

// Small buttons look small but keep their full target through an invisible border.
const sizes: Record<ButtonSize, string> = {
  small: 'h-8 gap-1.5 px-3 text-13 before:absolute before:inset-x-0 before:-inset-y-1 max-sm:before:-inset-y-1.5',
  medium: 'h-control gap-2 px-4 text-body',
  large: 'h-12 gap-2 px-5 text-16',
}

const squares: Record<ButtonSize, string> = {
  small: 'size-8 before:absolute before:-inset-1 max-sm:before:-inset-1.5',
  medium: 'size-control',
  large: 'size-12',
}

const base =
  'relative inline-flex shrink-0 cursor-default items-center justify-center rounded-lg font-semibold whitespace-nowrap select-none transition-colors'

const off: Record<ButtonVariant, string> = {
  primary: 'bg-sunken text-disabled border border-line',
  secondary: 'bg-sunken text-disabled border border-line',
  quiet: 'text-disabled',
  danger: 'bg-sunken text-disabled border border-line',
}

type Look = { variant: ButtonVariant; size: ButtonSize; isOff: boolean; isSquare?: boolean; className?: string }

export function buttonLook({ variant, size, isOff, isSquare, className }: Look) {
  return cx(base, isSquare ? squares[size] : sizes[size], isOff ? off[variant] : variants[variant], className)
}
