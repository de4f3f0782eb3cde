import { OwnVisits } from '../../features/scheduling/public.ts'
import { AccountPage } from './AccountPages.tsx'

export const VisitsPage = () => (
  <AccountPage section="visits">
    <OwnVisits />
  </AccountPage>
)
