import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  redirect,
} from '@tanstack/react-router'
import { q } from './kit/api.ts'
import { loadTexts } from './kit/i18n.ts'
import { parseSearch, stringifySearch } from './kit/navigation.tsx'
import { problemOf } from './kit/problem.ts'
import { makeQueryClient } from './kit/query-client.ts'
import { clinicsQuery, meQuery, sessionOf, type OrganizationSession } from './kit/session.tsx'
import { paths } from './paths.ts'
import { BlankPending, PageError, PageMissing, PagePending, RootError, RootMissing, TablePending } from './pages/PageStates.tsx'

interface Context {
  client: QueryClient
}

type Guarded = { context: Context; location: { href: string } }

/** The signed-in account, or the way to the sign-in page and back. */
async function requireMe({ context, location }: Guarded) {
  try {
    return await context.client.ensureQueryData(meQuery())
  } catch (error) {
    if (problemOf(error).code !== 'signed-out') throw error
    throw redirect({ href: paths.signIn(location.href === '/' ? {} : { next: location.href }) })
  }
}

const root = createRootRouteWithContext<Context>()({ errorComponent: RootError, notFoundComponent: RootMissing })

/** `/`: where this account works. */
const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  pendingComponent: BlankPending,
  loader: async (guarded) => {
    const [{ memberships }] = await Promise.all([requireMe(guarded), loadTexts('organizations')])
    const [only] = memberships
    if (!only) throw redirect({ href: paths.newOrganization() })
    if (memberships.length === 1) throw redirect({ href: paths.today(only.organization.slug) })
  },
  component: lazyRouteComponent(() => import('./pages/account/ChooserPage.tsx'), 'ChooserPage'),
})

/** Pages for people who are not signed in, or not yet. */
const visitor = createRoute({
  getParentRoute: () => root,
  id: 'visitor',
  loader: () => loadTexts('identity', 'organizations'),
  pendingComponent: BlankPending,
})

const signIn = createRoute({
  getParentRoute: () => visitor,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./pages/account/SignInPage.tsx'), 'SignInPage'),
})
const signUp = createRoute({
  getParentRoute: () => visitor,
  path: '/sign-up',
  component: lazyRouteComponent(() => import('./pages/account/SignUpPage.tsx'), 'SignUpPage'),
})
const verify = createRoute({
  getParentRoute: () => visitor,
  path: '/verify',
  component: lazyRouteComponent(() => import('./pages/account/VerifyPage.tsx'), 'VerifyPage'),
})
const forgot = createRoute({
  getParentRoute: () => visitor,
  path: '/forgot',
  component: lazyRouteComponent(() => import('./pages/account/ForgotPage.tsx'), 'ForgotPage'),
})
const reset = createRoute({
  getParentRoute: () => visitor,
  path: '/reset',
  component: lazyRouteComponent(() => import('./pages/account/ResetPage.tsx'), 'ResetPage'),
})
const invitation = createRoute({
  getParentRoute: () => visitor,
  path: '/invitations/$token',
  component: lazyRouteComponent(() => import('./pages/account/InvitationPage.tsx'), 'InvitationPage'),
})

/** Pages of an account that belong to no organization. */
const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  pendingComponent: PagePending,
  loader: (guarded) => Promise.all([requireMe(guarded), loadTexts('identity', 'organizations')]),
  component: lazyRouteComponent(() => import('./pages/account/AccountPage.tsx'), 'AccountPage'),
})

/** First run: the organization first, the rest below its own address. */
const firstRun = createRoute({
  getParentRoute: () => root,
  path: '/new',
  pendingComponent: PagePending,
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
  pendingComponent: PagePending,
  errorComponent: RootError,
  notFoundComponent: RootMissing,
  beforeLoad: async (guarded): Promise<{ session: OrganizationSession }> => {
    const { memberships } = await requireMe(guarded)
    const membership = memberships.find((one) => one.organization.slug === guarded.params.organization)
    if (!membership) throw notFound()
    return { session: sessionOf(membership) }
  },
  loader: async ({ context }) => {
    const texts = loadTexts('staff', 'identity', 'organizations', 'scheduling', 'patients')
    await Promise.all([context.client.ensureQueryData(clinicsQuery(context.session.slug)), texts])
  },
})

/** First run: clinic, hours, colleague, service, first patient, first visit. */
const setup = createRoute({
  getParentRoute: () => organization,
  path: '/setup',
  pendingComponent: PagePending,
  component: lazyRouteComponent(() => import('./pages/staff/setup/SetupPage.tsx'), 'SetupPage'),
})

/** Side bar and top bar around the daily work. */
const frame = createRoute({
  getParentRoute: () => organization,
  id: 'frame',
  component: lazyRouteComponent(() => import('./pages/staff/StaffFrame.tsx'), 'StaffFrame'),
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
  component: lazyRouteComponent(() => import('./pages/staff/TodayPage.tsx'), 'TodayPage'),
})
const calendar = createRoute({
  getParentRoute: () => frame,
  path: '/calendar',
  pendingComponent: PagePending,
  component: lazyRouteComponent(() => import('./pages/staff/CalendarPage.tsx'), 'CalendarPage'),
})
const patients = createRoute({
  getParentRoute: () => frame,
  path: '/patients',
  pendingComponent: TablePending,
  component: lazyRouteComponent(() => import('./pages/staff/PatientsPage.tsx'), 'PatientsPage'),
})

const patient = createRoute({
  getParentRoute: () => frame,
  path: '/patients/$patient',
  pendingComponent: PagePending,
  loader: ({ context, params }) => {
    const input = { params: { organization: params.organization, id: params.patient } }
    void context.client.prefetchQuery(q.patients.get.queryOptions({ input }))
  },
  component: lazyRouteComponent(() => import('./pages/staff/PatientPages.tsx'), 'PatientDetail'),
})
const guardian = createRoute({
  getParentRoute: () => frame,
  path: '/guardians/$guardian',
  pendingComponent: PagePending,
  loader: ({ context, params }) => {
    const input = { params: { organization: params.organization, id: params.guardian } }
    void context.client.prefetchQuery(q.guardians.get.queryOptions({ input }))
  },
  component: lazyRouteComponent(() => import('./pages/staff/PatientPages.tsx'), 'GuardianDetail'),
})

const settings = createRoute({
  getParentRoute: () => frame,
  path: '/settings',
  loader: () => loadTexts('organizations', 'plans'),
  component: lazyRouteComponent(() => import('./pages/staff/settings/SettingsFrame.tsx'), 'SettingsFrame'),
})

const settingsIndex = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/staff/settings/SettingsIndex.tsx'), 'SettingsIndex'),
})

/** Each setting prefetches what its table shows. */
const settingsPages = [
  createRoute({
    getParentRoute: () => settings,
    path: '/clinics',
    pendingComponent: TablePending,
    component: lazyRouteComponent(() => import('./pages/staff/settings/ClinicsPage.tsx'), 'ClinicsPage'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: '/services',
    pendingComponent: TablePending,
    component: lazyRouteComponent(() => import('./pages/staff/settings/SchedulingPages.tsx'), 'ServicesPage'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: '/practitioners',
    pendingComponent: TablePending,
    component: lazyRouteComponent(() => import('./pages/staff/settings/SchedulingPages.tsx'), 'PractitionersPage'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: '/rooms',
    pendingComponent: TablePending,
    component: lazyRouteComponent(() => import('./pages/staff/settings/SchedulingPages.tsx'), 'RoomsPage'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: '/members',
    pendingComponent: TablePending,
    component: lazyRouteComponent(() => import('./pages/staff/settings/MembersPage.tsx'), 'MembersPage'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: '/roles',
    pendingComponent: TablePending,
    component: lazyRouteComponent(() => import('./pages/staff/settings/RolesPage.tsx'), 'RolesPage'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: '/plan',
    pendingComponent: TablePending,
    component: lazyRouteComponent(() => import('./pages/staff/settings/PlanPage.tsx'), 'PlanPage'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: '/organization',
    pendingComponent: TablePending,
    component: lazyRouteComponent(() => import('./pages/staff/settings/OrganizationPage.tsx'), 'OrganizationPage'),
  }),
]

export const routeTree = root.addChildren([
  home,
  visitor.addChildren([signIn, signUp, verify, forgot, reset, invitation]),
  account,
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
