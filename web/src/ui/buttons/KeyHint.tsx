import { cx } from '../class-names.ts'

/** Keys to press, for instance `Ctrl K` as ['Ctrl', 'K']. Always left to right, as on the keyboard. */
export function KeyHint({ keys, className }: { keys: readonly string[]; className?: string }) {
  return (
    <span dir="ltr" className={cx('inline-flex items-center gap-1', className)}>
      {keys.map((key) => (
        <kbd
          key={key}
          className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-line-strong bg-sunken px-1 font-sans text-12 text-muted"
        >
          {key}
        </kbd>
      ))}
    </span>
  )
}
