import type { ReactNode } from 'react'
import { useLocale } from 'react-aria-components'
import { cx } from '../class-names.ts'
import { toneIcons, toneSoft, type Tone } from './tone.tsx'

type Props = {
  tone?: Tone | 'neutral' | 'accent'
  /** The tone's own sign unless given; null for none. */
  icon?: ReactNode
  className?: string
  children: ReactNode
}

const looks = { ...toneSoft, neutral: 'bg-sunken text-muted', accent: 'bg-accent-soft text-accent-ink' }

export function Badge({ tone = 'neutral', icon, className, children }: Props) {
  const ToneIcon = tone === 'neutral' || tone === 'accent' ? null : toneIcons[tone]
  const sign = icon === undefined && ToneIcon ? <ToneIcon aria-hidden="true" className="size-3.5" /> : icon
  return (
    <span
      className={cx(
        'inline-flex h-6 max-w-full shrink-0 items-center gap-1 rounded-lg px-2 text-12 font-semibold whitespace-nowrap [&>svg]:size-3.5 [&>svg]:shrink-0',
        looks[tone],
        className,
      )}
    >
      {sign}
      <span className="truncate">{children}</span>
    </span>
  )
}

export function CountBadge({
  count,
  label,
  tone = 'neutral',
}: {
  count: number
  label: string
  tone?: 'neutral' | 'accent' | 'bad'
}) {
  const { locale } = useLocale()
  return (
    <span
      className={cx(
        'inline-flex h-5 min-w-5 items-center justify-center rounded-full px-1.5 text-12 font-semibold tabular-nums',
        looks[tone],
      )}
    >
      <span aria-hidden="true">
        {Math.min(count, 99).toLocaleString(locale)}
        {count > 99 && '+'}
      </span>
      <span className="sr-only">{label}</span>
    </span>
  )
}
