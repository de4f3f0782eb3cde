import { OrganizationForm } from './OrganizationForm.tsx'
import { SettingPage } from '../../../kit/screen/SettingPage.tsx'
import { ClosingPanel } from '../organization-exports/ClosingPanel.tsx'
import { TakeAlongPanel } from '../organization-exports/TakeAlongPanel.tsx'

export function OrganizationPage() {
  return (
    <SettingPage id="organization">
      <OrganizationForm />
      <TakeAlongPanel />
      <ClosingPanel />
    </SettingPage>
  )
}
