import type { ReactNode } from 'react'
import { cx } from '../../../ui/class-names.ts'
import { PageHeader } from '../../../ui/layout/PageHeader.tsx'

interface Props {
  title: string
  subtitle?: string
  actions?: ReactNode
  panel?: ReactNode
  /** For what is read line by line. */
  isNarrow?: boolean
  children: ReactNode
}

/** A page of those who run the installation, and the panel that its address names. */
export function PlatformPage({ title, subtitle, actions, panel, isNarrow, children }: Props) {
  return (
    <div className="flex min-h-0 min-w-0 flex-1">
      <title>{`${title} · Polyclinic`}</title>
      <div className="min-h-0 min-w-0 flex-1 overflow-auto p-6 max-sm:p-4">
        <div className={cx('flex flex-col gap-6', isNarrow && 'max-w-4xl')}>
          <PageHeader title={title} subtitle={subtitle} actions={actions} />
          {children}
        </div>
      </div>
      {panel}
    </div>
  )
}
