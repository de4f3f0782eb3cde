import type { ReactNode } from 'react'
import { cx } from '../../ui/class-names.ts'

const looks = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'border border-line-strong bg-surface text-ink hover:bg-sunken',
  danger: 'bg-bad text-on-strong hover:bg-bad-hover',
  quiet: 'text-ink hover:bg-hover',
}

type Props = {
  look: keyof typeof looks
  /** Goes there; without it the button sends the form around it. */
  href?: string
  icon?: ReactNode
  children: ReactNode
}

/** A plain link or submit button as wide as the column: these pages work without a script. */
export function PublicButton({ look, href, icon, children }: Props) {
  const className = cx(
    'flex min-h-13 w-full items-center justify-center gap-2 rounded-lg px-5 py-2 text-center text-16 font-semibold transition-colors',
    looks[look],
  )
  if (href === undefined) {
    return (
      <button type="submit" className={className}>
        {icon}
        {children}
      </button>
    )
  }
  return (
    <a href={href} className={className}>
      {icon}
      {children}
    </a>
  )
}
