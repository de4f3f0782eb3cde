import { useTranslation } from 'react-i18next'
import { linkPermissions } from '@polyclinic/contract/patients/link-permissions.ts'
import type { Relation } from '@polyclinic/contract/patients/relations/relations.ts'
import { useFormat } from '../../../kit/texts/format.ts'

/** What a relation is, in short lines: as what, from when until when, and what it does not permit. */
export function useTerms() {
  const { t } = useTranslation('patients')
  const { date, number, list } = useFormat()
  return {
    what: ({ kind, sharePercent, isPreferred }: Relation): string =>
      [
        t(`relation.kinds.${kind}`),
        sharePercent !== undefined &&
          number(sharePercent / 100, { style: 'percent', minimumFractionDigits: 0, maximumFractionDigits: 2 }),
        isPreferred && t('relation.preferred'),
      ]
        .filter(Boolean)
        .join(' · '),
    when: ({ from, until }: Relation): string | undefined => {
      if (from && until) return t('relation.between', { from: date(from), until: date(until) })
      if (from) return t('relation.fromDay', { date: date(from) })
      return until && t('relation.untilDay', { date: date(until) })
    },
    opens: ({ permissions }: Relation): string => {
      if (permissions.length === linkPermissions.length) return t('relation.opensAll')
      if (permissions.length === 0) return t('relation.opensNothing')
      return t('relation.opensOnly', { what: list(permissions.map((one) => t(`portal.permission.${one}`))) })
    },
  }
}
