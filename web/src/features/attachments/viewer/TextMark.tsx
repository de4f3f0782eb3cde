import { useTranslation } from 'react-i18next'
import type { Point } from './drawing.ts'

/** Words that are being typed onto a picture; Enter keeps them, Escape does not. */
export function TextMark({ at: [x, y], onDone }: { at: Point; onDone: (text: string) => void }) {
  const { t } = useTranslation('attachments')
  return (
    <input
      aria-label={t('tools.text')}
      ref={(field) => field?.focus()}
      dir="auto"
      maxLength={200}
      className="absolute w-48 -translate-y-1/2 rounded-sm border border-accent bg-surface px-2 py-1 text-14 text-ink"
      style={{ left: `${x * 100}%`, top: `${y * 100}%` }}
      onBlur={({ currentTarget }) => onDone(currentTarget.value.trim())}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
        if (event.key !== 'Escape') return
        event.stopPropagation()
        event.currentTarget.value = ''
        event.currentTarget.blur()
      }}
    />
  )
}
