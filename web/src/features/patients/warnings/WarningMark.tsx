import { OctagonAlert, TriangleAlert } from 'lucide-react'
import type { Warnings } from '@polyclinic/contract/patients/warnings.ts'
import { cx } from '../../../ui/class-names.ts'
import { useWarningTexts } from './warning-words.ts'

type Props = {
  warnings: Warnings | undefined
  /** The words beside the sign, where there is room; else they are read aloud and shown to a resting mouse. */
  isNamed?: boolean
  /** In the ink of what it stands on. */
  isPlain?: boolean
  className?: string
}

/** In a list: that there is something to mind, with the name of the most serious. Nothing where there is nothing. */
export function WarningMark({ warnings, isNamed, isPlain, className }: Props) {
  const textsOf = useWarningTexts()
  const [first, ...more] = warnings ? textsOf(warnings) : []
  if (!first) return null
  const Icon = first.tone === 'bad' ? OctagonAlert : TriangleAlert
  const ink = isPlain ? undefined : first.tone === 'bad' ? 'text-bad-ink' : 'text-warn-ink'
  const all = [first, ...more].map(({ text }) => text).join(', ')
  return (
    <span title={all} className={cx('inline-flex min-w-0 items-center gap-1 align-text-bottom', ink, className)}>
      <Icon aria-hidden="true" className="size-3.5 shrink-0" />
      {isNamed ? (
        <>
          <span aria-hidden="true" className="truncate text-13 font-semibold">
            <bdi>{first.text}</bdi>
            {more.length > 0 && ` +${more.length}`}
          </span>
          <span className="sr-only">{all}</span>
        </>
      ) : (
        <span className="sr-only">{all}</span>
      )}
    </span>
  )
}
