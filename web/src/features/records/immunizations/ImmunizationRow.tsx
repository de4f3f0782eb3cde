import { useTranslation } from 'react-i18next'
import { Pencil } from 'lucide-react'
import { spanOf } from '@polyclinic/contract/kit/partial-date.ts'
import type { Immunization } from '@polyclinic/contract/records/immunizations.ts'
import { factLine } from '../../../kit/texts/fact-line.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { cx } from '../../../ui/class-names.ts'
import { Badge } from '../../../ui/signs/Badge.tsx'

/** "Rabies — 4 May 2026 · batch A41BC, left shoulder" */
export function ImmunizationRow({ immunization, onEdit }: { immunization: Immunization; onEdit: () => void }) {
  const { t } = useTranslation('records')
  const format = useFormat()
  const { text, givenOn, batch, batchExpiresOn, site, status, note } = immunization
  const isWrong = status === 'entered-in-error'
  const wasExpired = batchExpiresOn !== undefined && spanOf(givenOn)[0] > batchExpiresOn
  const facts = factLine([format.date(givenOn), batch && t('immunizations.batchNamed', { batch }), site])
  return (
    <li className="flex items-start gap-3 border-b border-line px-4 py-3 last:border-b-0">
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span
            dir="auto"
            className={cx('min-w-0 text-parent font-semibold break-words', isWrong && 'text-muted line-through')}
          >
            {text}
          </span>
          {wasExpired && <Badge tone="warn">{t('immunizations.expired')}</Badge>}
          {isWrong && <Badge>{t('verification.entered-in-error')}</Badge>}
        </div>
        <p className="mt-0.5 text-13 text-muted">{facts}</p>
        {note && (
          <p dir="auto" className="mt-1 text-start text-13 break-words whitespace-pre-line">
            {note}
          </p>
        )}
      </div>
      {immunization.abilities.update.allowed && (
        <IconButton
          size="small"
          label={t('editNamed', { what: text })}
          icon={<Pencil aria-hidden="true" className="size-4" />}
          onPress={onEdit}
        />
      )}
    </li>
  )
}
