import { useTranslation } from 'react-i18next'
import type { RecordStatus } from '@polyclinic/contract/records/condition-words.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { useMark } from './use-mark.ts'

type Props = { status: RecordStatus; what: string; update: (status: RecordStatus) => Promise<unknown> }

/** Says of something that it was entered in error, or that it counts again. */
export function MarkButton({ status, what, update }: Props) {
  const { t } = useTranslation('records')
  const mark = useMark(update)
  const isWrong = status === 'entered-in-error'
  const label = t(isWrong ? 'measurements.rightAgain' : 'measurements.wrong')
  return (
    <Button
      size="small"
      variant="quiet"
      aria-label={`${label}: ${what}`}
      onPress={() => void mark(isWrong ? 'final' : 'entered-in-error')}
    >
      {label}
    </Button>
  )
}
