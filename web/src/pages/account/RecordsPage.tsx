import { RecordsPanel } from '../../features/identity/public.ts'
import { OwnNextAppointment } from '../../features/scheduling/public.ts'
import { AccountPage } from './AccountPages.tsx'

export const RecordsPage = () => (
  <AccountPage section="records">
    <RecordsPanel
      renderMore={({ patientId, permissions }) =>
        permissions.includes('appointments') && <OwnNextAppointment patientId={patientId} />
      }
    />
  </AccountPage>
)
