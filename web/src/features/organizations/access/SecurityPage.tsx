import { SecurityPolicyForm } from './SecurityPolicyForm.tsx'
import { SettingPage } from '../../../kit/screen/SettingPage.tsx'

export function SecurityPage() {
  return (
    <SettingPage id="security">
      <div className="max-w-2xl">
        <SecurityPolicyForm />
      </div>
    </SettingPage>
  )
}
