import { extend } from '../../kit/extension.ts'
import { on } from '../../kit/jobs/events.ts'
import { fileReleased } from '../files/public.ts'
import { brandChanged } from './events.ts'
import type { Feature } from '../../kit/feature.ts'
import { planCounters } from '../plans/public.ts'
import { accessRoutes } from './access/routes.ts'
import { brandRoutes } from './brand/routes.ts'
import { countedClinics } from './clinics/queries.ts'
import { clinicRoutes } from './clinics/routes.ts'
import { clinicSecrets } from './clinics/view.ts'
import { invitationRoutes } from './invitations/routes.ts'
import { liveRoutes } from './live/routes.ts'
import { tellLogo } from './logo/jobs.ts'
import { logoRoutes } from './logo/routes.ts'
import { memberRoutes } from './members/routes.ts'
import { exportOrganization } from './organization-exports/jobs.ts'
import { organizationExportRoutes } from './organization-exports/routes.ts'
import { endMemberships, endsOfOrganization } from './organizations/actions.ts'
import { organizationRoutes } from './organizations/routes.ts'
import { liveSubjects } from './public.ts'
import { roleOfferRoutes } from './role-offers/routes.ts'
import { roleRoutes } from './roles/routes.ts'

export const organizations: Feature = {
  name: 'organizations',
  tier: 0,
  owns: [
    'control.invitations',
    'control.memberships',
    'control.organization_keys',
    'control.organization_slugs',
    'control.organizations',
    'control.roles',
    'control.security_policies',
    'control.uses',
    'tenant.brands',
    'tenant.clinics',
    'tenant.legal_entities',
    'tenant.opening_hours',
  ],
  publishes: [
    'tenant.brands',
    'tenant.clinics',
    'tenant.opening_hours',
    'control.invitations',
    'control.memberships',
    'control.organizations',
    'control.roles',
    'control.security_policies',
    'control.uses',
  ],
  sealed: [clinicSecrets],
  readable: {
    'tenant.brands.look': 'what everybody sees on mails, documents and the public page',
    'tenant.clinics.name': 'public: it stands on a door',
    'tenant.clinics.time_zone': 'an IANA zone',
    'tenant.legal_entities.name': 'public: it stands in a register',
    'tenant.legal_entities.country': 'a country',
    'tenant.legal_entities.currency': 'a currency',
  },
  leftBehind: {
    'control.organization_keys': 'keys',
    'control.uses': 'when somebody last came in',
    'control.invitations.token_hash': 'a hash of a secret',
    'control.organizations.placement_id': 'a database of this installation',
  },
  routes: {
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
  },
  works: [exportOrganization],
  on: [on(brandChanged, tellLogo), on(fileReleased, tellLogo)],
  extensions: [
    extend(liveSubjects, { clinic: 'organization', brand: 'organization' }),
    extend(endsOfOrganization, endMemberships),
    extend(planCounters, { clinics: countedClinics }),
  ],
}
