import { useTranslation } from 'react-i18next'
import { PractitionersTable, RoomsTable, ServicesTable } from '../../../features/scheduling/public.ts'
import { AddButton } from './AddButton.tsx'
import { SettingPage } from './SettingPage.tsx'

export function ServicesPage() {
  const { t } = useTranslation('scheduling')
  return (
    <SettingPage id="services" actions={<AddButton label={t('services.add')} permission="schedule.manage" />}>
      <ServicesTable />
    </SettingPage>
  )
}

export function PractitionersPage() {
  const { t } = useTranslation('scheduling')
  return (
    <SettingPage id="practitioners" actions={<AddButton label={t('practitioners.add')} permission="schedule.manage" />}>
      <PractitionersTable />
    </SettingPage>
  )
}

export function RoomsPage() {
  const { t } = useTranslation('scheduling')
  return (
    <SettingPage id="rooms" actions={<AddButton label={t('rooms.add')} permission="schedule.manage" />}>
      <RoomsTable />
    </SettingPage>
  )
}
