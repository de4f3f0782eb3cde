import { addGuardian } from './guardians/actions.ts'
import { knownPatients } from './guardians/queries.ts'
import { addPatient } from './patients/actions.ts'
import { born, calledName, isOpenInEmergency, isTreatedAt, openChart, within } from './patients/queries.ts'
import { scopeOf } from './patients/scope.ts'
import { patientSecrets } from './patients/view.ts'
import { reachIn, reachOf } from './reach/actions.ts'
import { shortened } from './reach/rules.ts'
import { warningsOf } from './warnings/queries.ts'
import { warningsView } from './warnings/view.ts'
import { guardianSecrets } from './guardians/view.ts'

export type { WarningsRow } from './warnings/queries.ts'
export { patientAppointments, type PatientScope, type PatientAppointments } from './patients/queries.ts'

export const patients = {
  add: addPatient,
  addGuardian,
  known: knownPatients,
  scopeOf,
  /** The same as a condition on `p`, a row of tenant.patients. */
  isTreatedAt,
  /** The same as a further condition; nothing where the caller sees all. */
  within,
  /** Of that, what an open emergency access of the account adds. */
  isOpenInEmergency,
  /** The only way to what stands in a chart. */
  openChart,
  born,
  /** What everybody calls a row of tenant.patients, `p`. */
  calledName,
  open: patientSecrets.open,
  openGuardian: guardianSecrets.open,
  reachOf,
  reachIn,
  shortened,
  /** What to mind about `p`, a row of tenant.patients, as JSON of a list's own statement. */
  warningsOf,
  warningsView,
}
