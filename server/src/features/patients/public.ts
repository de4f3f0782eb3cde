import { foremost, hearsNow, runsNow } from './answering/queries.ts'
import { addGuardian } from './guardians/actions.ts'
import { knownPatients } from './guardians/queries.ts'
import { addPatient } from './patients/actions.ts'
import * as rows from './patients/queries.ts'
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
  isTreatedAt: rows.isTreatedAt,
  /** The same as a further condition, of those on file and of those that were merged too. */
  within: rows.within,
  withinEver: rows.withinEver,
  recordsOf: rows.recordsOf,
  standsFor: rows.standsFor,
  isOpenInEmergency: rows.isOpenInEmergency,
  openChart: rows.openChart,
  born: rows.born,
  calledName: rows.calledName,
  open: patientSecrets.open,
  openGuardian: guardianSecrets.open,
  /** About a row of tenant.patient_guardians, `l`: whether it runs, whether they are told of appointments, who comes first. */
  runsNow,
  hearsNow,
  foremost,
  reachOf,
  reachIn,
  shortened,
  /** What to mind about `p`, a row of tenant.patients, as JSON of a list's own statement. */
  warningsOf,
  warningsView,
}
