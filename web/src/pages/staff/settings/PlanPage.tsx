import { PlanPanel } from '../../../features/plans/public.ts'
import { SettingPage } from './SettingPage.tsx'

export function PlanPage() {
  return (
    <SettingPage id="plan">
      <PlanPanel />
    </SettingPage>
  )
}
