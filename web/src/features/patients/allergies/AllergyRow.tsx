import { Pencil } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isActive } from '@polyclinic/contract/patients/allergy-states.ts'
import type { Allergy } from '@polyclinic/contract/patients/allergies.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { factLine } from '../../../kit/texts/fact-line.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { cx } from '../../../ui/class-names.ts'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { useSubstanceName } from '../warnings/warning-words.ts'

type Props = { allergy: Allergy; onEdit?: () => void }

export function AllergyRow({ allergy, onEdit }: Props) {
  const { t } = useTranslation('patients')
  const { timeZone } = useOrganization()
  const { date, list } = useFormat()
  const name = useSubstanceName()(allergy.substance)
  const isError = allergy.verification === 'entered-in-error'
  const reactions = allergy.reactions.map(({ text, severity }) =>
    severity ? `${text} (${t(`allergy.severities.${severity}`)})` : text,
  )
  const about = factLine([
    allergy.type === 'intolerance' && t('allergy.types.intolerance'),
    !isError && allergy.clinicalStatus !== 'active' && t(`allergy.statuses.${allergy.clinicalStatus}`),
    t(`allergy.verifications.${allergy.verification}`),
    allergy.onset && t('allergy.since', { date: date(allergy.onset) }),
  ])
  return (
    <li className="flex items-start gap-2">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <bdi className={cx('min-w-0 font-semibold break-words', isError && 'text-muted line-through')}>{name}</bdi>
          {isActive(allergy) && allergy.criticality === 'high' && <Badge tone="bad">{t('allergy.badge.high')}</Badge>}
        </p>
        {reactions.length > 0 && (
          <p dir="auto" className="text-parent break-words">
            {list(reactions)}
          </p>
        )}
        <p className="text-13 text-muted">{about}</p>
        {allergy.note && (
          <p dir="auto" className="text-parent text-13 break-words whitespace-pre-line">
            {allergy.note}
          </p>
        )}
        <p className="text-12 text-muted">
          {t('allergy.recorded', { date: date(allergy.recordedAt, timeZone), name: allergy.recordedBy.name ?? '' })}
        </p>
      </div>
      {onEdit && allergy.abilities.update.allowed && (
        <IconButton
          size="small"
          label={t('allergy.editNamed', { name })}
          icon={<Pencil aria-hidden="true" className="size-4" />}
          onPress={onEdit}
        />
      )}
    </li>
  )
}
