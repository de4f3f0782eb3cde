import { foremost, hearsNow, runsNow } from './answering/queries.ts'
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
export { bulk as patientsInBulk } from './bulk/actions.ts'
export * as erasing from './erasing/actions.ts'
export { mergeUndone, relationEnded, relationNarrowed } from './events.ts'
export type { WarningsRow } from './warnings/queries.ts'
export { patientAppointments, type PatientScope, type PatientAppointments } from './patients/queries.ts'

export const patients = {
  add: addPatient,
  known: knownPatients,
  scopeOf,
  isTreatedAt: rows.isTreatedAt,
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
  answering: { runsNow, hearsNow, foremost },
  reachOf,
  reachIn,
  shortened,
  warningsOf,
  warningsView,
}
