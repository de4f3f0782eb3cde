import type { ReactNode } from 'react'
import { cx } from '../class-names.ts'

type Props = {
  title: ReactNode
  back?: ReactNode
  status?: ReactNode
  subtitle?: ReactNode
  /** At the end, the main one last. */
  actions?: ReactNode
  className?: string
}

/** The page's one h1 and what can be done here. */
export function PageHeader({ title, back, status, subtitle, actions, className }: Props) {
  return (
    <header className={cx('flex flex-wrap items-center gap-x-4 gap-y-3', className)}>
      <div className="me-auto min-w-0">
        {back && <div className="mb-1 text-13">{back}</div>}
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <h1 dir="auto" className="min-w-0 text-parent text-20 font-semibold break-words ltr:tracking-tight">
            {title}
          </h1>
          {status}
        </div>
        {subtitle && <div className="mt-0.5 text-muted">{subtitle}</div>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  )
}
