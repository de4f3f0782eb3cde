import { addGuardian } from './guardians/actions.ts'
import { knownPatients } from './guardians/queries.ts'
import { addPatient } from './patients/actions.ts'
import { born, isOpenInEmergency, isTreatedAt, openChart, within } from './patients/queries.ts'
import { scopeOf } from './patients/scope.ts'
import { patientSecrets } from './patients/view.ts'
import { reachOf } from './reach/actions.ts'
import { shortened } from './reach/rules.ts'
import { guardianSecrets } from './guardians/view.ts'

export { patientAppointments, type PatientScope, type PatientAppointments } from './patients/queries.ts'

/** What other features may ask of patients. */
export const patients = {
  add: addPatient,
  addGuardian,
  /** Which of these exist and are the caller's to see. */
  known: knownPatients,
  /** What limits which patients a caller sees. */
  scopeOf,
  /** The same as a condition on `p`, a row of tenant.patients. */
  isTreatedAt,
  /** The same as a further condition; nothing where the caller sees all. */
  within,
  /** Of that, what an open emergency access of the account adds. */
  isOpenInEmergency,
  /** The only way to what stands in a chart. */
  openChart,
  /** The birth date of a row, `p`, as far as it is known. */
  born,
  /** Contacts and the like of a row, in clear. */
  open: patientSecrets.open,
  openGuardian: guardianSecrets.open,
  /** Who hears of a patient's appointments: by e-mail, else by whose phone. */
  reachOf,
  /** Enough of an address to tell two apart. */
  shortened,
}
