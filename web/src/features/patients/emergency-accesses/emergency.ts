import { useOrganization } from '../../../kit/session/session.tsx'

/** Whether the reader's role is bound to some clinics and may look beyond them in an emergency. */
export function useMayOpenInEmergency(): boolean {
  const { can, clinicIds } = useOrganization()
  return can('patients.emergency') && clinicIds !== undefined && !can('patients.all-clinics')
}
