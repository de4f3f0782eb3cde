/** What pages may use of patients and guardians. */
export { GuardianPage } from './GuardianPage.tsx'
export { NewPatientPanel } from './NewPatientPanel.tsx'
export { PatientForm } from './PatientForm.tsx'
export { PatientPage } from './PatientPage.tsx'
export { PatientQuickPanel } from './PatientQuickPanel.tsx'
export { PatientSearch } from './PatientSearch.tsx'
export { PatientsTable } from './PatientsTable.tsx'
