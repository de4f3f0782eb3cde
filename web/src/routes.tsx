import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type RouteComponent,
} from '@tanstack/react-router'
import { loadTexts } from './kit/texts/i18n.ts'
import { parseSearch, stringifySearch } from './kit/screen/navigation.tsx'
import { makeQueryClient } from './kit/api/query-client.ts'
import { clinicsQuery, ownWorkQuery } from './kit/session/own-work.ts'
import { meQuery } from './kit/session/session.tsx'
import { fetchAhead, requireMe, requireMember, type Context } from './pages/guards.ts'
import {
  prefetchAccount,
  prefetchDay,
  prefetchGuardian,
  prefetchPatient,
  prefetchSetting,
  prefetchWaysIn,
  type Work,
} from './pages/prefetch.ts'
import {
  BlankPending,
  PageError,
  PageMissing,
  PagePending,
  RootError,
  RootMissing,
  RootPending,
  TablePending,
} from './pages/PageStates.tsx'
import { paths } from './paths.ts'

const root = createRootRouteWithContext<Context>()({ errorComponent: RootError, notFoundComponent: RootMissing })

/** `/`: where this account works. */
const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  pendingComponent: BlankPending,
  loader: async (guarded) => {
    const [{ account, memberships, patients }] = await Promise.all([requireMe(guarded), loadTexts('organizations')])
    const [only] = memberships
    // a patient and the platform's operator come for what is theirs, not to found a practice
    if (!only && patients.length > 0) throw redirect({ href: paths.account.records() })
    if (!only && account.isPlatformAdministrator) throw redirect({ href: paths.account.profile() })
    if (!only) throw redirect({ href: paths.newOrganization() })
    if (memberships.length === 1) throw redirect({ href: paths.today(only.organization.slug) })
  },
  component: lazyRouteComponent(() => import('./pages/account/ChooserPage.tsx'), 'ChooserPage'),
})

/** Pages for people who are not signed in, or not yet. */
const visitor = createRoute({
  getParentRoute: () => root,
  id: 'visitor',
  loader: () => loadTexts('identity'),
  pendingComponent: BlankPending,
})

const visitorPage = (path: string, component: RouteComponent, texts: string[] = []) =>
  createRoute({ getParentRoute: () => visitor, path, loader: () => loadTexts(...texts), component })

/** Pages that show what this browser can sign in by, or who is locked on it: known before they are drawn. */
const doorway = (path: string, component: RouteComponent) =>
  createRoute({
    getParentRoute: () => visitor,
    path,
    pendingComponent: BlankPending,
    loader: ({ context }) => prefetchWaysIn(context.client),
    component,
  })

const visitorPages = [
  doorway(
    '/sign-in',
    lazyRouteComponent(() => import('./pages/account/SignInPage.tsx'), 'SignInPage'),
  ),
  doorway(
    '/sign-in/second-factor',
    lazyRouteComponent(() => import('./pages/account/SecondFactorPage.tsx'), 'SecondFactorPage'),
  ),
  visitorPage(
    '/sign-up',
    lazyRouteComponent(() => import('./pages/account/SignUpPage.tsx'), 'SignUpPage'),
  ),
  visitorPage(
    '/verify',
    lazyRouteComponent(() => import('./pages/account/VerifyPage.tsx'), 'VerifyPage'),
  ),
  visitorPage(
    '/forgot',
    lazyRouteComponent(() => import('./pages/account/ForgotPage.tsx'), 'ForgotPage'),
  ),
  visitorPage(
    '/reset',
    lazyRouteComponent(() => import('./pages/account/ResetPage.tsx'), 'ResetPage'),
  ),
  visitorPage(
    '/invitations/$token',
    lazyRouteComponent(() => import('./pages/account/InvitationPage.tsx'), 'InvitationPage'),
    ['organizations'],
  ),
  visitorPage(
    '/email-changes/$token',
    lazyRouteComponent(() => import('./pages/account/EmailChangePage.tsx'), 'EmailChangePage'),
  ),
]

/** Pages of an account that belong to no organization. */
const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  pendingComponent: RootPending,
  loader: async (guarded) => {
    await Promise.all([requireMe(guarded), loadTexts('identity', 'organizations')])
    // Back from a provider, whose callback knows the account alone: the answer stands where it was asked for.
    const { pathname, search } = guarded.location as { pathname: string; search: { linked?: string; problem?: string } }
    if (pathname === paths.account.profile() && (search.linked ?? search.problem))
      throw redirect({ href: paths.account.security(search), replace: true })
  },
  component: lazyRouteComponent(() => import('./pages/account/AccountFrame.tsx'), 'AccountFrame'),
})

/** Each prefetches what it shows first; oneself is there already. */
const accountPage = (
  path: string,
  prefetch: ((client: Context['client']) => Promise<void>) | undefined,
  component: RouteComponent,
) =>
  createRoute({
    getParentRoute: () => account,
    path,
    pendingComponent: PagePending,
    loader: ({ context }) => void prefetch?.(context.client),
    component,
  })

const accountPages = [
  accountPage(
    '/',
    undefined,
    lazyRouteComponent(() => import('./pages/account/AccountPages.tsx'), 'ProfilePage'),
  ),
  accountPage(
    '/security',
    prefetchAccount.security,
    lazyRouteComponent(() => import('./pages/account/AccountPages.tsx'), 'SecurityPage'),
  ),
  accountPage(
    '/devices',
    prefetchAccount.devices,
    lazyRouteComponent(() => import('./pages/account/AccountPages.tsx'), 'DevicesPage'),
  ),
  accountPage(
    '/apps',
    prefetchAccount.apps,
    lazyRouteComponent(() => import('./pages/account/AccountPages.tsx'), 'AppsPage'),
  ),
  accountPage(
    '/records',
    () => loadTexts('scheduling'),
    lazyRouteComponent(() => import('./pages/account/RecordsPage.tsx'), 'RecordsPage'),
  ),
  accountPage(
    '/data',
    undefined,
    lazyRouteComponent(() => import('./pages/account/AccountPages.tsx'), 'DataPage'),
  ),
]

/** A patient or guardian connects their record; whoever is not signed in comes back here afterwards. */
const claim = createRoute({
  getParentRoute: () => root,
  path: '/claim/$organization',
  pendingComponent: RootPending,
  loader: (guarded) => Promise.all([requireMe(guarded), loadTexts('identity', 'patients')]),
  component: lazyRouteComponent(() => import('./pages/account/ClaimPage.tsx'), 'ClaimPage'),
})

/** What an application of others asks of the account. */
const consent = createRoute({
  getParentRoute: () => root,
  path: '/consent/$uid',
  pendingComponent: RootPending,
  loader: (guarded) => Promise.all([requireMe(guarded), loadTexts('identity', 'organizations')]),
  component: lazyRouteComponent(() => import('./pages/account/AppConsentPage.tsx'), 'AppConsentPage'),
})

/** First run: the organization first, the rest below its own address. */
const firstRun = createRoute({
  getParentRoute: () => root,
  path: '/new',
  pendingComponent: RootPending,
  loader: (guarded) => Promise.all([requireMe(guarded), loadTexts('staff', 'organizations', 'identity')]),
  component: lazyRouteComponent(() => import('./pages/staff/setup/NewOrganizationPage.tsx'), 'NewOrganizationPage'),
})

const components = createRoute({
  getParentRoute: () => root,
  path: '/dev/components',
  component: lazyRouteComponent(() => import('./gallery/Gallery.tsx'), 'Gallery'),
})

/** All below belongs to the organization in the address; a stranger's looks like one that does not exist. */
const organization = createRoute({
  getParentRoute: () => root,
  path: '/$organization',
  pendingComponent: RootPending,
  errorComponent: RootError,
  notFoundComponent: RootMissing,
  beforeLoad: async (guarded) => ({ session: await requireMember(guarded, guarded.params.organization) }),
  loader: async ({ context }) => {
    const texts = loadTexts('staff', 'identity', 'organizations', 'scheduling')
    const { slug, accountId, membership } = context.session
    if (membership.needsSecondFactor) return texts
    const clinics = context.client.ensureQueryData(clinicsQuery(slug))
    // Never in the way: without it one begins where the device was used last.
    const work = context.client.prefetchQuery(ownWorkQuery(slug, accountId))
    await Promise.all([clinics, work, texts])
  },
  component: lazyRouteComponent(() => import('./pages/staff/frame/OrganizationGate.tsx'), 'OrganizationGate'),
})

/** First run: clinic, hours, colleague, service, first patient, first visit. */
const setup = createRoute({
  getParentRoute: () => organization,
  path: '/setup',
  pendingComponent: RootPending,
  errorComponent: RootError,
  loader: () => loadTexts('patients'),
  component: lazyRouteComponent(() => import('./pages/staff/setup/SetupPage.tsx'), 'SetupPage'),
})

/** Side bar and top bar around the daily work. */
const frame = createRoute({
  getParentRoute: () => organization,
  id: 'frame',
  component: lazyRouteComponent(() => import('./pages/staff/frame/StaffFrame.tsx'), 'StaffFrame'),
})

const organizationHome = createRoute({
  getParentRoute: () => frame,
  path: '/',
  loader: ({ context }) => {
    throw redirect({ href: paths.today(context.session.slug), replace: true })
  },
})

// `visit`, `book`, `patient` and `new` open panels beside these three; paths.ts types them.
const today = createRoute({
  getParentRoute: () => frame,
  path: '/today',
  pendingComponent: PagePending,
  loader: ({ context }) => fetchAhead(context, (work) => prefetchDay(work, {})),
  component: lazyRouteComponent(() => import('./pages/staff/TodayPage.tsx'), 'TodayPage'),
})
const calendar = createRoute({
  getParentRoute: () => frame,
  path: '/calendar',
  pendingComponent: PagePending,
  loader: ({ context, location }) => fetchAhead(context, (work) => prefetchDay(work, location.search)),
  component: lazyRouteComponent(() => import('./pages/staff/CalendarPage.tsx'), 'CalendarPage'),
})
const patients = createRoute({
  getParentRoute: () => frame,
  path: '/patients',
  pendingComponent: TablePending,
  loader: () => loadTexts('patients'),
  component: lazyRouteComponent(() => import('./pages/staff/PatientsPage.tsx'), 'PatientsPage'),
})

const patient = createRoute({
  getParentRoute: () => frame,
  path: '/patients/$patient',
  pendingComponent: PagePending,
  loader: ({ context, params }) => fetchAhead(context, (work) => prefetchPatient(work, params.patient)),
  component: lazyRouteComponent(() => import('./pages/staff/PatientPages.tsx'), 'PatientDetail'),
})
const guardian = createRoute({
  getParentRoute: () => frame,
  path: '/guardians/$guardian',
  pendingComponent: PagePending,
  loader: ({ context, params }) => fetchAhead(context, (work) => prefetchGuardian(work, params.guardian)),
  component: lazyRouteComponent(() => import('./pages/staff/PatientPages.tsx'), 'GuardianDetail'),
})

const settings = createRoute({
  getParentRoute: () => frame,
  path: '/settings',
  loader: () => loadTexts('organizations', 'patients', 'plans'),
  component: lazyRouteComponent(() => import('./pages/staff/settings/SettingsFrame.tsx'), 'SettingsFrame'),
})

const settingsIndex = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/staff/settings/SettingsIndex.tsx'), 'SettingsIndex'),
})

/** Each setting prefetches what its table shows; the clinics are there already. */
const setting = (path: string, prefetch: ((work: Work) => Promise<void>) | undefined, component: RouteComponent) =>
  createRoute({
    getParentRoute: () => settings,
    path,
    pendingComponent: TablePending,
    loader: ({ context }) => fetchAhead(context, (work) => prefetch?.(work)),
    component,
  })

const settingsPages = [
  setting(
    '/clinics',
    undefined,
    lazyRouteComponent(() => import('./pages/staff/settings/ClinicsPage.tsx'), 'ClinicsPage'),
  ),
  setting(
    '/services',
    prefetchSetting.services,
    lazyRouteComponent(() => import('./pages/staff/settings/SchedulingPages.tsx'), 'ServicesPage'),
  ),
  setting(
    '/practitioners',
    prefetchSetting.practitioners,
    lazyRouteComponent(() => import('./pages/staff/settings/SchedulingPages.tsx'), 'PractitionersPage'),
  ),
  setting(
    '/rooms',
    prefetchSetting.rooms,
    lazyRouteComponent(() => import('./pages/staff/settings/SchedulingPages.tsx'), 'RoomsPage'),
  ),
  setting(
    '/members',
    prefetchSetting.members,
    lazyRouteComponent(() => import('./pages/staff/settings/MembersPage.tsx'), 'MembersPage'),
  ),
  setting(
    '/roles',
    prefetchSetting.roles,
    lazyRouteComponent(() => import('./pages/staff/settings/RolesPage.tsx'), 'RolesPage'),
  ),
  setting(
    '/security',
    prefetchSetting.security,
    lazyRouteComponent(() => import('./pages/staff/settings/SecurityPage.tsx'), 'SecurityPage'),
  ),
  setting(
    '/access-review',
    prefetchSetting.review,
    lazyRouteComponent(() => import('./pages/staff/settings/AccessReviewPage.tsx'), 'AccessReviewPage'),
  ),
  setting(
    '/programs',
    prefetchSetting.programs,
    lazyRouteComponent(() => import('./pages/staff/settings/ProgramsPage.tsx'), 'ProgramsPage'),
  ),
  setting(
    '/security-log',
    undefined,
    lazyRouteComponent(() => import('./pages/staff/settings/SecurityLogPage.tsx'), 'SecurityLogPage'),
  ),
  setting(
    '/plan',
    prefetchSetting.plan,
    lazyRouteComponent(() => import('./pages/staff/settings/PlanPage.tsx'), 'PlanPage'),
  ),
  setting(
    '/organization',
    prefetchSetting.organization,
    lazyRouteComponent(() => import('./pages/staff/settings/OrganizationPage.tsx'), 'OrganizationPage'),
  ),
]

export const routeTree = root.addChildren([
  home,
  visitor.addChildren(visitorPages),
  account.addChildren(accountPages),
  claim,
  consent,
  firstRun,
  components,
  organization.addChildren([
    setup,
    frame.addChildren([
      organizationHome,
      today,
      calendar,
      patients,
      patient,
      guardian,
      settings.addChildren([settingsIndex, ...settingsPages]),
    ]),
  ]),
])

/** Router and answers for one browser tab. An ended session leads to the sign-in page and back to where one was. */
export function startRouter() {
  const client = makeQueryClient(() => {
    if (!client.getQueryData(meQuery().queryKey)) return
    const next = router.latestLocation.href
    client.clear()
    router.history.push(paths.signIn({ next }))
  })
  const router = createRouter({
    routeTree,
    context: { client },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 150,
    defaultPendingMinMs: 0,
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: PageMissing,
    scrollRestoration: false,
  })
  return { router, client }
}
