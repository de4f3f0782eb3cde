import { useOrganization } from '../../../kit/session/session.tsx'

/** Whether there are patients whom the reader does not see and may open in an emergency: of other clinics, or restricted. */
export function useMayOpenInEmergency(): boolean {
  const { can, clinicIds } = useOrganization()
  const isBound = clinicIds !== undefined && !can('patients.all-clinics')
  return can('patients.emergency') && (isBound || !can('patients.restricted'))
}
