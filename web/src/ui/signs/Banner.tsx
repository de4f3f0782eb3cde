import type { ReactNode } from 'react'
import { X } from 'lucide-react'
import { cx } from '../class-names.ts'
import { IconButton } from '../buttons/IconButton.tsx'
import { toneIcons, toneSoft, toneText, type Tone } from './tone.tsx'

type Props = {
  tone: Tone
  title?: ReactNode
  action?: ReactNode
  onDismiss?: () => void
  dismissLabel?: string
  /** Speaks up when it appears after an action; a banner that stands on the page from the start does not. */
  isAnnounced?: boolean
  className?: string
  children?: ReactNode
}

export function Banner({ tone, title, action, onDismiss, dismissLabel, isAnnounced, className, children }: Props) {
  const Icon = toneIcons[tone]
  const role = isAnnounced ? (tone === 'bad' ? 'alert' : 'status') : undefined
  return (
    <div
      role={role}
      ref={isAnnounced ? bringIntoSight : undefined}
      className={cx('scroll-my-24 flex items-start gap-3 rounded-lg px-4 py-3', toneSoft[tone], className)}
    >
      <Icon aria-hidden="true" className={cx('mt-0.5 size-4.5 shrink-0', toneText[tone])} />
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60 text-ink">
          {title && <div className="font-semibold">{title}</div>}
          {children}
        </div>
        {action}
      </div>
      {onDismiss && dismissLabel && (
        <IconButton
          size="small"
          label={dismissLabel}
          icon={<X aria-hidden="true" className="size-4" />}
          onPress={onDismiss}
          className="-my-1 -me-2"
        />
      )}
    </div>
  )
}

/** What answers an action is seen, also below what the panel shows and under its sticky foot. */
const bringIntoSight = (banner: HTMLElement | null) => banner?.scrollIntoView({ block: 'nearest' })
