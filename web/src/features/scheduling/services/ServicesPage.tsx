import { useTranslation } from 'react-i18next'
import { AddButton } from '../../../kit/screen/AddButton.tsx'
import { SettingPage } from '../../../kit/screen/SettingPage.tsx'
import { ServicesTable } from './ServicesTable.tsx'

export function ServicesPage() {
  const { t } = useTranslation('scheduling')
  return (
    <SettingPage id="services" actions={<AddButton label={t('services.add')} permission="schedule.manage" />}>
      <ServicesTable />
    </SettingPage>
  )
}
