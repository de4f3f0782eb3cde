import { useTranslation } from 'react-i18next'
import { Pencil } from 'lucide-react'
import type { Condition } from '@polyclinic/contract/records/conditions.ts'
import { factLine } from '../../../kit/texts/fact-line.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useClinic } from '../../../kit/session/session.tsx'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { cx } from '../../../ui/class-names.ts'
import { Badge } from '../../../ui/signs/Badge.tsx'

/** "Low back pain  moderate  left — since March 2026 · M54.50" */
export function ConditionRow({ condition, onEdit }: { condition: Condition; onEdit: () => void }) {
  const { t } = useTranslation('records')
  const format = useFormat()
  const { clinic } = useClinic()
  const { code, verification, onset, abatement, note, recordedAt } = condition
  const isWrong = verification === 'entered-in-error' || verification === 'refuted'
  const when = factLine([
    onset && t('conditions.since', { date: format.date(onset) }),
    abatement && t('conditions.until', { date: format.date(abatement) }),
    !onset && !abatement && t('conditions.recorded', { date: format.date(recordedAt, clinic?.timeZone) }),
  ])
  return (
    <li className="flex items-start gap-3 border-b border-line px-4 py-3 last:border-b-0">
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span
            dir="auto"
            className={cx(
              'min-w-0 text-parent font-semibold break-words',
              isWrong && 'text-muted line-through decoration-1',
            )}
          >
            {condition.text}
          </span>
          <Marks condition={condition} />
        </div>
        <p className="mt-0.5 flex flex-wrap gap-x-2 text-13 text-muted">
          <span>{when}</span>
          {code && <bdi className="tabular-nums">{code.code}</bdi>}
        </p>
        {note && (
          <p dir="auto" className="mt-1 text-start text-13 break-words whitespace-pre-line">
            {note}
          </p>
        )}
      </div>
      {condition.abilities.update.allowed && (
        <IconButton
          size="small"
          label={t('editNamed', { what: condition.text })}
          icon={<Pencil aria-hidden="true" className="size-4" />}
          onPress={onEdit}
        />
      )}
    </li>
  )
}

function Marks({ condition }: { condition: Condition }) {
  const { t } = useTranslation('records')
  const { severity, bodySide, status, verification, isCauseOfDeath } = condition
  return (
    <>
      {isCauseOfDeath && <Badge>{t('conditions.causeOfDeath')}</Badge>}
      {severity && <Badge tone={severity === 'severe' ? 'warn' : 'neutral'}>{t(`severity.${severity}`)}</Badge>}
      {bodySide && <Badge>{t(`side.${bodySide}`)}</Badge>}
      {status !== 'active' && <Badge>{t(`status.${status}`)}</Badge>}
      {verification !== 'confirmed' && (
        <Badge tone={verification === 'unconfirmed' ? 'info' : 'neutral'}>{t(`verification.${verification}`)}</Badge>
      )}
    </>
  )
}
