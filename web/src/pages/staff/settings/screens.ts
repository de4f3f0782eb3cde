import { q } from '../../../kit/api/api.ts'
import { screen, type Query, type Screen, type Work } from '../../screen.ts'

interface Listed {
  queryOptions: (of: { input: { params: { organization: string } } }) => Query
}

/** What is known of an organization by its address alone. */
const known =
  (...lists: readonly Listed[]) =>
  ({ organization }: Work) =>
    lists.map((list) => list.queryOptions({ input: { params: { organization } } }))

/** Each needs what its table shows; the clinics are there already. */
export const settingScreens: readonly Screen<Work>[] = [
  screen('/$organization/settings', () => import('./SettingsIndex.tsx'), 'SettingsIndex'),
  screen('/$organization/settings/clinics', () => import('./ClinicsPage.tsx'), 'ClinicsPage'),
  screen('/$organization/settings/services', () => import('./SchedulingPages.tsx'), 'ServicesPage', {
    needs: known(q.scheduling.services.list, q.scheduling.practitioners.list),
  }),
  screen('/$organization/settings/practitioners', () => import('./SchedulingPages.tsx'), 'PractitionersPage', {
    needs: known(q.scheduling.practitioners.list),
  }),
  screen('/$organization/settings/rooms', () => import('./SchedulingPages.tsx'), 'RoomsPage', {
    needs: known(q.scheduling.rooms.list),
  }),
  screen('/$organization/settings/members', () => import('./MembersPage.tsx'), 'MembersPage', {
    needs: (work: Work) => [
      ...known(q.organizations.members.list, q.organizations.roles.list)(work),
      ...(work.can('members.manage') ? known(q.organizations.invitations.list)(work) : []),
    ],
  }),
  screen('/$organization/settings/roles', () => import('./RolesPage.tsx'), 'RolesPage', {
    needs: known(q.organizations.roles.list),
  }),
  screen('/$organization/settings/security', () => import('./SecurityPage.tsx'), 'SecurityPage', {
    needs: known(q.organizations.access.policy, q.organizations.access.review, q.organizations.roles.list),
  }),
  screen('/$organization/settings/access-review', () => import('./AccessReviewPage.tsx'), 'AccessReviewPage', {
    texts: ['programs'],
    needs: known(q.organizations.access.review),
  }),
  screen('/$organization/settings/programs', () => import('./ProgramsPage.tsx'), 'ProgramsPage', {
    texts: ['programs'],
    needs: known(q.programs.apiKeys.list, q.programs.apps.list),
  }),
  screen('/$organization/settings/security-log', () => import('./SecurityLogPage.tsx'), 'SecurityLogPage'),
  screen('/$organization/settings/plan', () => import('./PlanPage.tsx'), 'PlanPage', {
    needs: known(q.plans.plans.get),
  }),
  screen('/$organization/settings/organization', () => import('./OrganizationPage.tsx'), 'OrganizationPage', {
    needs: known(q.organizations.organizations.get),
  }),
]
