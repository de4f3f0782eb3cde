import { SettingPage } from '../../../kit/screen/SettingPage.tsx'
import { WebsiteForm } from './WebsiteForm.tsx'

export function WebsitePage() {
  return (
    <SettingPage id="website">
      <WebsiteForm />
    </SettingPage>
  )
}
