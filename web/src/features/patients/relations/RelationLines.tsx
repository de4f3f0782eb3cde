import { useTranslation } from 'react-i18next'
import type { Relation } from '@polyclinic/contract/patients/relations/relations.ts'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { useTerms } from './use-terms.ts'

/** Under the name of whoever answers, or of the patient: as what, when, and that they are kept out. */
export function RelationLines({ relation }: { relation: Relation }) {
  const { t } = useTranslation('patients')
  const terms = useTerms()
  const when = terms.when(relation)
  return (
    <div className="flex min-w-0 flex-col gap-0.5 text-13">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span>{terms.what(relation)}</span>
        {relation.state === 'ahead' && <Badge>{t('relation.ahead')}</Badge>}
        {relation.blocked && <Badge tone="bad">{t('relation.keptOut')}</Badge>}
      </p>
      {when && <p className="text-muted">{when}</p>}
      {relation.blocked ? (
        <p dir="auto" className="text-start break-words">
          {relation.blocked.reason}
        </p>
      ) : (
        relation.state !== 'ended' && <p className="text-muted">{terms.opens(relation)}</p>
      )}
      {relation.state === 'ended' && <p className="text-muted">{t(`relation.afterwards.${relation.afterwards}`)}</p>}
    </div>
  )
}
