import type { ReactNode } from 'react'
import { cx } from '../class-names.ts'

type Props = {
  /** A lucide icon, 24 px. */
  icon?: ReactNode
  title: string
  text?: ReactNode
  action?: ReactNode
  size?: 'small' | 'large'
  /** The rank of the title, to fit the page's outline. */
  headingLevel?: 2 | 3 | 4
  className?: string
}

export function EmptyState({ icon, title, text, action, size = 'large', headingLevel = 2, className }: Props) {
  const Heading = `h${headingLevel}` as const
  return (
    <div
      className={cx(
        'mx-auto flex max-w-sm flex-col items-center text-center',
        size === 'large' ? 'px-4 py-16' : 'px-4 py-8',
        className,
      )}
    >
      {icon && (
        <span className="mb-4 flex size-12 items-center justify-center rounded-xl bg-sunken text-muted [&>svg]:size-6">
          {icon}
        </span>
      )}
      <Heading className="text-16 font-semibold">{title}</Heading>
      {text && <p className="mt-1 text-body text-muted">{text}</p>}
      {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}
