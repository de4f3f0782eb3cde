import type { ReactNode } from 'react'
import { cx } from '../../../ui/class-names.ts'

/** A name on one line: stands where the page's direction puts it, and is cut at the end of its own. */
export function Name({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <span dir="auto" className={cx('inline-block max-w-full truncate align-bottom', className)}>
      {children}
    </span>
  )
}
