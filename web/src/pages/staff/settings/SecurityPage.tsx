import { SecurityPolicyForm } from '../../../features/organizations/public.ts'
import { SettingPage } from './SettingPage.tsx'

export function SecurityPage() {
  return (
    <SettingPage id="security">
      <div className="max-w-2xl">
        <SecurityPolicyForm />
      </div>
    </SettingPage>
  )
}
