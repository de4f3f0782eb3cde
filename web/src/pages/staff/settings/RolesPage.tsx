import { RolesTable } from '../../../features/organizations/public.ts'
import { Card } from '../../../ui/layout/Card.tsx'
import { SettingPage } from './SettingPage.tsx'

export function RolesPage() {
  return (
    <SettingPage id="roles">
      <Card isFlush>
        <RolesTable />
      </Card>
    </SettingPage>
  )
}
