import { addClinic } from './clinics/actions.ts'
import { openClinicContact } from './clinics/view.ts'
import { accountNames, listOwners } from './members/queries.ts'

export { portalAccounts, reviewedPrograms } from './access/queries.ts'
export { liveSubjects } from './live/rules.ts'

/** What other features may ask of organizations. */
export const organizations = {
  addClinic,
  /** A clinic's address and numbers, in clear. */
  openClinicContact,
  /** Names of members and of patients' and guardians' accounts. */
  accountNames,
  /** Whom to tell what every owner must know. */
  listOwners,
}
