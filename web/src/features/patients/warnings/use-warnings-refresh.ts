import { q } from '../../../kit/api/api.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'

/** After something to mind was written: the patient, its card, and whatever names the patient. */
export function useWarningsRefresh() {
  const refresh = useRefresh()
  return () =>
    refresh(
      q.patients.allergies.key(),
      q.patients.alerts.key(),
      q.patients.patients.key(),
      q.patients.guardians.key(),
      q.scheduling.calendar.key(),
      q.scheduling.appointments.key(),
    )
}
