import { EmergencyDialog, useMayOpenInEmergency } from '../../../features/patients/public.ts'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import type { PatientsSearch } from '../../../paths.ts'

/** `emergency` in the address: the way to a patient whom the reader does not see otherwise. */
export function EmergencyAsked() {
  const { search, set } = useAddress<PatientsSearch>()
  if (!useMayOpenInEmergency()) return null
  return <EmergencyDialog search={search.search} onClose={() => set({ emergency: undefined }, { replace: true })} />
}
