import { useId, type ReactNode } from 'react'
import { cx } from '../class-names.ts'

type Props = {
  title?: ReactNode
  actions?: ReactNode
  headingLevel?: 2 | 3 | 4
  /** The content touches the edges: for tables and lists. */
  isFlush?: boolean
  className?: string
  children: ReactNode
}

export function Card({ title, actions, headingLevel = 2, isFlush, className, children }: Props) {
  const titleId = useId()
  const Heading = `h${headingLevel}` as const
  return (
    <section
      aria-labelledby={title ? titleId : undefined}
      className={cx('min-w-0 rounded-lg border border-line bg-surface', isFlush && 'overflow-hidden', className)}
    >
      {title && (
        <header
          className={cx(
            'flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2',
            isFlush && 'border-b border-line',
          )}
        >
          <Heading id={titleId} className="me-auto text-16 font-semibold">
            {title}
          </Heading>
          {actions && <div className="flex items-center gap-2">{actions}</div>}
        </header>
      )}
      <div className={cx(!isFlush && 'px-4 pb-4', !isFlush && !title && 'pt-4')}>{children}</div>
    </section>
  )
}

type SectionProps = Pick<Props, 'title' | 'actions' | 'headingLevel' | 'className' | 'children'> & {
  description?: ReactNode
}

export function Section({ title, description, actions, headingLevel = 2, className, children }: SectionProps) {
  const titleId = useId()
  const Heading = `h${headingLevel}` as const
  return (
    <section aria-labelledby={titleId} className={cx('min-w-0', className)}>
      <header className="mb-4 flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="me-auto min-w-0">
          <Heading id={titleId} className="text-16 font-semibold">
            {title}
          </Heading>
          {description && <p className="mt-0.5 max-w-prose text-muted">{description}</p>}
        </div>
        {actions && <div className="flex items-center gap-2">{actions}</div>}
      </header>
      {children}
    </section>
  )
}

export function Facts({
  items,
  className,
}: {
  items: readonly { label: string; value: ReactNode }[]
  className?: string
}) {
  return (
    <dl className={cx('grid grid-cols-[minmax(6rem,auto)_1fr] gap-x-4 gap-y-2', className)}>
      {items.map(({ label, value }) => (
        <div key={label} className="contents">
          <dt className="text-muted">{label}</dt>
          <dd dir="auto" className="min-w-0 text-parent break-words">
            {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
