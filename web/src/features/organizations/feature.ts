import { lazy } from 'react'
import { q } from '../../kit/api/api.ts'
import type { Feature, Setting } from '../../kit/screen/feature.ts'
import { listsOf, screen, type Work } from '../../kit/screen/screen.ts'

const RoleOffersMark = lazy(() =>
  import('./role-offers/RoleOffersMark.tsx').then((module) => ({ default: module.RoleOffersMark })),
)

const settings: readonly Setting[] = [
  {
    id: 'organization',
    group: 'practice',
    order: 10,
    permission: 'organization.manage',
    screen: screen(
      '/$organization/settings/organization',
      () => import('./organizations/OrganizationPage.tsx'),
      'OrganizationPage',
      { needs: listsOf(q.organizations.organizations.get) },
    ),
  },
  {
    id: 'brand',
    group: 'practice',
    order: 15,
    permission: 'organization.manage',
    screen: screen('/$organization/settings/brand', () => import('./brand/BrandPage.tsx'), 'BrandPage', {
      needs: listsOf(q.organizations.brand.get, q.organizations.clinics.list),
    }),
  },
  {
    id: 'members',
    group: 'people',
    order: 20,
    permission: 'members.read',
    screen: screen('/$organization/settings/members', () => import('./members/MembersPage.tsx'), 'MembersPage', {
      needs: (work: Work) => [
        ...listsOf(q.organizations.members.list, q.organizations.roles.list)(work),
        ...(work.can('members.manage') ? listsOf(q.organizations.invitations.list)(work) : []),
      ],
    }),
  },
  {
    id: 'roles',
    group: 'people',
    order: 30,
    permission: 'members.read',
    mark: RoleOffersMark,
    screen: screen('/$organization/settings/roles', () => import('./roles/RolesPage.tsx'), 'RolesPage', {
      needs: (work: Work) => [
        ...listsOf(q.organizations.roles.list)(work),
        ...(work.can('roles.manage') ? listsOf(q.organizations.roleOffers.list)(work) : []),
      ],
    }),
  },
  {
    id: 'security',
    group: 'safety',
    order: 10,
    permission: 'organization.manage',
    screen: screen('/$organization/settings/security', () => import('./access/SecurityPage.tsx'), 'SecurityPage', {
      needs: listsOf(q.organizations.access.policy, q.organizations.access.review, q.organizations.roles.list),
    }),
  },
]

export const organizations: Feature = {
  name: 'organizations',
  settings,
  stale: {
    organization: () => [
      q.organizations.organizations.key(),
      q.organizations.brand.key(),
      q.organizations.clinics.key(),
      q.organizations.members.key(),
      q.organizations.roles.key(),
      q.organizations.roleOffers.key(),
      q.organizations.invitations.key(),
      q.organizations.access.key(),
    ],
  },
}
