import { changeBrand, readLogo } from './brand/actions.ts'
import { addClinic } from './clinics/actions.ts'
import { openClinicContact } from './clinics/view.ts'
import { inviteOwner } from './invitations/actions.ts'
import { registerOrganization, writeStatus } from './organizations/actions.ts'
import { listControlEvents } from './access/queries.ts'
import { accountNames, listOwners } from './members/queries.ts'

export { portalAccounts, reviewedPrograms, reviewedSupport, type ControlEventRow } from './access/queries.ts'
export { endsOfOrganization } from './organizations/actions.ts'
export { liveStanding } from './live/queries.ts'
export { liveSubjects } from './live/rules.ts'

export const organizations = {
  addClinic,
  inviteOwner,
  registerOrganization,
  writeStatus,
  changeBrand,
  readLogo,
  openClinicContact,
  accountNames,
  listControlEvents,
  listOwners,
}
