import { cx } from '../../../ui/class-names.ts'

/** A name in its own direction that still begins where the line begins, and is cut at its own end. */
export function Name({ children, className }: { children: string; className?: string }) {
  return (
    <span className={cx('flex min-w-0', className)}>
      <span dir="auto" className="min-w-0 truncate">
        {children}
      </span>
    </span>
  )
}
