import { addClinic } from './clinics/actions.ts'
import { openClinicContact } from './clinics/view.ts'

/** What other features may ask of organizations. */
export const organizations = {
  addClinic,
  /** A clinic's address and numbers, in clear. */
  openClinicContact,
}
