import { useTranslation } from 'react-i18next'
import { Ban, RotateCcw } from 'lucide-react'
import type { RecordStatus } from '@polyclinic/contract/records/condition-words.ts'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { useMark } from './use-mark.ts'

type Props = { status: RecordStatus; what: string; update: (status: RecordStatus) => Promise<unknown> }

/** Says of something that it was entered in error, or that it counts again. */
export function MarkButton({ status, what, update }: Props) {
  const { t } = useTranslation('records')
  const mark = useMark(update)
  const isWrong = status === 'entered-in-error'
  const label = t(isWrong ? 'measurements.rightAgain' : 'measurements.wrong')
  return (
    <IconButton
      size="small"
      label={`${label}: ${what}`}
      tooltip={label}
      icon={
        isWrong ? <RotateCcw aria-hidden="true" className="size-4" /> : <Ban aria-hidden="true" className="size-4" />
      }
      onPress={() => void mark(isWrong ? 'final' : 'entered-in-error')}
    />
  )
}
