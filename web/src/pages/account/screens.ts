import { securityEventPages, settleLock } from '../../features/identity/public.ts'
import { q } from '../../kit/api/api.ts'
import { leadHome } from '../guards.ts'
import { BlankPending } from '../../kit/screen/Pending.tsx'
import { screen, type Screen, type Visit } from '../../kit/screen/screen.ts'

/** How one can sign in here, after a lock that waited for its turn. Without an answer the page offers the plain form. */
async function waysIn({ client }: Visit) {
  await settleLock().catch(() => {})
  await client.prefetchQuery(q.factors.signIn.ways.queryOptions({ input: {}, staleTime: 0 }))
}

/** `/`: the way to where this account works, and the choice where it works in several places. */
export const openScreens: readonly Screen[] = [
  screen('/', () => import('./ChooserPage.tsx'), 'ChooserPage', {
    texts: ['organizations'],
    before: leadHome,
    pending: BlankPending,
  }),
]

export const visitorScreens: readonly Screen[] = [
  screen('/sign-in', () => import('./SignInPage.tsx'), 'SignInPage', { before: waysIn, pending: BlankPending }),
  screen('/sign-in/second-factor', () => import('./SecondFactorPage.tsx'), 'SecondFactorPage', {
    before: waysIn,
    pending: BlankPending,
  }),
  screen('/sign-up', () => import('./SignUpPage.tsx'), 'SignUpPage'),
  screen('/verify', () => import('./VerifyPage.tsx'), 'VerifyPage'),
  screen('/forgot', () => import('./ForgotPage.tsx'), 'ForgotPage'),
  screen('/reset', () => import('./ResetPage.tsx'), 'ResetPage'),
  screen('/invitations/$token', () => import('./InvitationPage.tsx'), 'InvitationPage', { texts: ['organizations'] }),
  screen('/platform/invitations/$token', () => import('./OperatorInvitationPage.tsx'), 'OperatorInvitationPage', {
    texts: ['platform'],
  }),
  screen('/email-changes/$token', () => import('./EmailChangePage.tsx'), 'EmailChangePage'),
]

export const accountScreens: readonly Screen[] = [
  screen('/account', () => import('./AccountPages.tsx'), 'ProfilePage'),
  screen('/account/security', () => import('./AccountPages.tsx'), 'SecurityPage', {
    needs: () => [q.factors.factors.get.queryOptions({ input: {} }), q.factors.signIn.ways.queryOptions({ input: {} })],
  }),
  screen('/account/devices', () => import('./AccountPages.tsx'), 'DevicesPage', {
    needs: () => [q.identity.sessions.list.queryOptions({ input: {} }), securityEventPages()],
  }),
  screen('/account/apps', () => import('./AccountPages.tsx'), 'AppsPage', {
    texts: ['programs'],
    needs: () => [
      q.programs.connectedApps.list.queryOptions({ input: {} }),
      q.identity.sessions.list.queryOptions({ input: {} }),
    ],
  }),
  screen('/account/visits', () => import('./VisitsPage.tsx'), 'VisitsPage', { texts: ['scheduling'] }),
  screen('/account/records', () => import('./RecordsPage.tsx'), 'RecordsPage', { texts: ['scheduling'] }),
  screen('/account/data', () => import('./AccountPages.tsx'), 'DataPage'),
]

export const askedScreens: readonly Screen[] = [
  screen('/claim/$organization', () => import('./ConnectPage.tsx'), 'ConnectPage', { texts: ['patients'] }),
  screen('/consent/$uid', () => import('./AppConsentPage.tsx'), 'AppConsentPage', {
    texts: ['organizations', 'programs'],
  }),
  screen('/new', () => import('../staff/setup/NewOrganizationPage.tsx'), 'NewOrganizationPage', {
    texts: ['staff', 'organizations'],
  }),
]
