import { PractitionersTable, RoomsTable, ServicesTable } from '../../../features/scheduling/public.ts'
import { SettingPage } from './SettingPage.tsx'

export function ServicesPage() {
  return (
    <SettingPage id="services">
      <ServicesTable />
    </SettingPage>
  )
}

export function PractitionersPage() {
  return (
    <SettingPage id="practitioners">
      <PractitionersTable />
    </SettingPage>
  )
}

export function RoomsPage() {
  return (
    <SettingPage id="rooms">
      <RoomsTable />
    </SettingPage>
  )
}
