import { RoleOffers } from '../role-offers/RoleOffers.tsx'
import { useDecidesOffers } from '../role-offers/use-role-offers.ts'
import { RolesTable } from './RolesTable.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { SettingPage } from '../../../kit/screen/SettingPage.tsx'

export function RolesPage() {
  const decidesOffers = useDecidesOffers()
  return (
    <SettingPage id="roles">
      {decidesOffers && <RoleOffers />}
      <Card isFlush>
        <RolesTable />
      </Card>
    </SettingPage>
  )
}
