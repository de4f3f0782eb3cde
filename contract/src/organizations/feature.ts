import { declareSubjects } from '../kit/live.ts'
import { declarePermissions } from '../kit/permission.ts'
import { accessRoutes } from './access.ts'
import { brandRoutes } from './brand.ts'
import { clinicRoutes } from './clinics.ts'
import { invitationRoutes } from './invitations.ts'
import { liveRoutes } from './live.ts'
import { logoRoutes } from './logo.ts'
import { memberRoutes } from './members.ts'
import { organizationExportRoutes } from './organization-exports.ts'
import { organizationRoutes } from './organizations.ts'
import { roleOfferRoutes } from './role-offers.ts'
import { roleRoutes } from './roles.ts'

export const routes = {
  access: accessRoutes,
  brand: brandRoutes,
  clinics: clinicRoutes,
  invitations: invitationRoutes,
  live: liveRoutes,
  logo: logoRoutes,
  members: memberRoutes,
  organizationExports: organizationExportRoutes,
  organizations: organizationRoutes,
  roleOffers: roleOfferRoutes,
  roles: roleRoutes,
}

const ownPermissions = declarePermissions({
  'organization.manage': { roles: [] },
  'clinics.manage': { roles: ['clinic-administrator'], support: { scope: 'settings' } },
  'members.read': {
    roles: ['clinic-administrator', 'practitioner', 'nurse', 'receptionist', 'dispenser', 'accountant', 'staff'],
    support: { scope: 'settings' },
  },
  'members.manage': { roles: ['clinic-administrator'] },
  'roles.manage': { roles: [] },
  'access.review': { roles: ['clinic-administrator'] },
})

const ownSubjects = declareSubjects(['organization'])

declare module '../kit/permission.ts' {
  interface Permissions extends Record<keyof typeof ownPermissions, true> {}
}

declare module '../kit/live.ts' {
  interface Subjects extends Record<(typeof ownSubjects)[number], true> {}
}
