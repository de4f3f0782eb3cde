import { useTranslation } from 'react-i18next'
import { Trash2 } from 'lucide-react'
import type { Annotation } from '@polyclinic/contract/attachments/annotations.ts'
import { useClinic } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'

type Props = {
  drawn: readonly Annotation[]
  /** Absent where one only looks. */
  onWithdraw?: (one: Annotation) => void
}

/** Who drew on this picture, and when? */
export function Drawn({ drawn, onWithdraw }: Props) {
  const { t } = useTranslation('attachments')
  const format = useFormat()
  const { clinic } = useClinic()
  if (drawn.length === 0) return null
  return (
    <ul aria-label={t('drawn')} className="flex flex-wrap gap-x-3 text-13 text-muted">
      {drawn.map((one) => {
        const when = format.date(one.recordedAt, clinic?.timeZone)
        return (
          <li key={one.id} className="flex items-center gap-1">
            {t(one.authorName ? 'drawnBy' : 'drawnOn', { date: when, name: one.authorName })}
            {onWithdraw && (
              <IconButton
                size="small"
                writes
                label={t('withdraw', { date: when })}
                icon={<Trash2 aria-hidden="true" className="size-4" />}
                onPress={() => onWithdraw(one)}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}
