import { ApiKeys, Apps } from '../../../features/organizations/public.ts'
import { SettingPage } from './SettingPage.tsx'

export function ProgramsPage() {
  return (
    <SettingPage id="programs">
      <ApiKeys />
      <Apps />
    </SettingPage>
  )
}
