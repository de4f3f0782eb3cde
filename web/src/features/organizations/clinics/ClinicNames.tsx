import { useTranslation } from 'react-i18next'
import type { AccessReview } from '@polyclinic/contract/organizations/access.ts'
import { useFormat } from '../../../kit/texts/format.ts'

export function ClinicNames({ clinics }: Pick<AccessReview['members'][number], 'clinics'>) {
  const { t } = useTranslation('organizations')
  const { list } = useFormat()
  return clinics ? list(clinics.map(({ name }) => name)) : t('member.allClinics')
}
