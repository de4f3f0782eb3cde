import { RolesTable } from './RolesTable.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { SettingPage } from '../../../kit/screen/SettingPage.tsx'

export function RolesPage() {
  return (
    <SettingPage id="roles">
      <Card isFlush>
        <RolesTable />
      </Card>
    </SettingPage>
  )
}
