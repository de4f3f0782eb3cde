import { SettingPage } from '../../../kit/screen/SettingPage.tsx'
import { HostsPanel } from '../hosts/HostsPanel.tsx'
import { WebsiteForm } from './WebsiteForm.tsx'

export function WebsitePage() {
  return (
    <SettingPage id="website">
      <WebsiteForm />
      <HostsPanel />
    </SettingPage>
  )
}
