import { SettingPage } from '../../../kit/screen/SettingPage.tsx'
import { LogoPanel } from '../logo/LogoPanel.tsx'
import { BrandForm } from './BrandForm.tsx'

export function BrandPage() {
  return (
    <SettingPage id="brand">
      <LogoPanel />
      <BrandForm />
    </SettingPage>
  )
}
