import { OrganizationForm } from './OrganizationForm.tsx'
import { SettingPage } from '../../../kit/screen/SettingPage.tsx'

export function OrganizationPage() {
  return (
    <SettingPage id="organization">
      <OrganizationForm />
    </SettingPage>
  )
}
