import { OrganizationForm } from '../../../features/organizations/public.ts'
import { SettingPage } from './SettingPage.tsx'

export function OrganizationPage() {
  return (
    <SettingPage id="organization">
      <OrganizationForm />
    </SettingPage>
  )
}
