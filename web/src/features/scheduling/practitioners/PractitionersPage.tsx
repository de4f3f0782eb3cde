import { useTranslation } from 'react-i18next'
import { AddButton } from '../../../kit/screen/AddButton.tsx'
import { SettingPage } from '../../../kit/screen/SettingPage.tsx'
import { PractitionersTable } from './PractitionersTable.tsx'

export function PractitionersPage() {
  const { t } = useTranslation('scheduling')
  return (
    <SettingPage id="practitioners" actions={<AddButton label={t('practitioners.add')} permission="schedule.manage" />}>
      <PractitionersTable />
    </SettingPage>
  )
}
