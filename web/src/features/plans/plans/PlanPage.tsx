import { PlanPanel } from './PlanPanel.tsx'
import { SettingPage } from '../../../kit/screen/SettingPage.tsx'

export function PlanPage() {
  return (
    <SettingPage id="plan">
      <PlanPanel />
    </SettingPage>
  )
}
