import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type RouterHistory,
} from '@tanstack/react-router'
import { makeQueryClient } from './kit/api/query-client.ts'
import { parseSearch, stringifySearch } from './kit/screen/navigation.tsx'
import { clinicsQuery, ownWorkQuery } from './kit/session/own-work.ts'
import { meQuery } from './kit/session/session.tsx'
import { loadTexts } from './kit/texts/i18n.ts'
import { features } from './app.ts'
import { settingsOf, type Screens } from './kit/screen/feature.ts'
import { screen } from './kit/screen/screen.ts'
import { requireMe, requireMember, requireOperator, visitOf, workOf, type Context } from './pages/guards.ts'
import { BlankPending, PagePending, TablePending } from './kit/screen/Pending.tsx'
import { PageError, PageMissing, RootError, RootMissing, RootPending } from './pages/PageStates.tsx'
import { routesOf } from './pages/routes-of.ts'
import { settingsIndex } from './pages/staff/settings/screens.ts'
import { paths } from './paths.ts'

// The frames around the pages, and what must be known before one is entered. The pages themselves stand in the features'
// manifests and, where they show several features, in tables: pages/<audience>/screens.ts.

const root = createRootRouteWithContext<Context>()({ errorComponent: RootError, notFoundComponent: RootMissing })

const visitor = createRoute({
  getParentRoute: () => root,
  id: 'visitor',
  loader: () => loadTexts('factors', 'identity'),
  pendingComponent: BlankPending,
})

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  pendingComponent: RootPending,
  loader: async (guarded) => {
    await Promise.all([requireMe(guarded), loadTexts('factors', 'identity', 'organizations')])
    // Back from a provider, whose callback knows the account alone: the answer stands where it was asked for.
    const { pathname, search } = guarded.location as { pathname: string; search: { linked?: string; problem?: string } }
    if (pathname === paths.account.profile() && (search.linked ?? search.problem))
      throw redirect({ href: paths.account.security(search), replace: true })
  },
  component: lazyRouteComponent(() => import('./pages/account/AccountFrame.tsx'), 'AccountFrame'),
})

const platform = createRoute({
  getParentRoute: () => root,
  path: '/platform',
  pendingComponent: RootPending,
  notFoundComponent: RootMissing,
  beforeLoad: requireOperator,
  loader: () => loadTexts('platform', 'identity', 'factors'),
  component: lazyRouteComponent(() => import('./pages/platform/PlatformFrame.tsx'), 'PlatformFrame'),
})

const asked = createRoute({
  getParentRoute: () => root,
  id: 'asked',
  pendingComponent: RootPending,
  loader: (guarded) => Promise.all([requireMe(guarded), loadTexts('identity')]),
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
    // whoever is here as support sees that from the first moment on
    const support = membership.support && [import('./pages/staff/frame/SupportBanners.tsx'), loadTexts('support')]
    await Promise.all([clinics, work, texts, ...(support ?? [])])
  },
  component: lazyRouteComponent(() => import('./pages/staff/frame/OrganizationGate.tsx'), 'OrganizationGate'),
})

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

const settings = createRoute({
  getParentRoute: () => frame,
  path: '/settings',
  loader: () => loadTexts(...features.filter(({ settings: own = [] }) => own.length > 0).map(({ name }) => name)),
  component: lazyRouteComponent(() => import('./pages/staff/settings/SettingsFrame.tsx'), 'SettingsFrame'),
})

type Tables = { [Audience in keyof Screens]-?: NonNullable<Screens[Audience]>[number][] }

const screensFor = <Audience extends keyof Screens>(audience: Audience) =>
  features.flatMap(({ screens }) => [...(screens?.[audience] ?? [])]) as Tables[Audience]

/** Every page of settings, whoever sees it. */
const settingScreens = settingsOf(features, { can: () => true, isOn: () => true }).map((setting) => setting.screen)

const below = { path: '/$organization', visitOf: workOf }

export const routeTree = root.addChildren([
  ...routesOf({ route: root, visitOf }, [
    ...screensFor('open'),
    screen('/dev/components', () => import('./gallery/Gallery.tsx'), 'Gallery'),
  ]),
  visitor.addChildren(routesOf({ route: visitor, visitOf }, screensFor('visitor'))),
  account.addChildren(
    routesOf({ route: account, path: '/account', pending: PagePending, visitOf }, screensFor('account')),
  ),
  platform.addChildren(
    routesOf({ route: platform, path: '/platform', pending: TablePending, visitOf }, screensFor('platform')),
  ),
  asked.addChildren(routesOf({ route: asked, pending: RootPending, visitOf }, screensFor('asked'))),
  organization.addChildren([
    ...routesOf({ ...below, route: organization, pending: RootPending, failed: RootError }, screensFor('setup')),
    frame.addChildren([
      organizationHome,
      ...routesOf({ ...below, route: frame, pending: PagePending }, screensFor('work')),
      settings.addChildren(
        routesOf({ route: settings, path: '/$organization/settings', pending: TablePending, visitOf: workOf }, [
          settingsIndex,
          ...settingScreens,
        ]),
      ),
    ]),
  ]),
])

/** Router and answers for one browser tab, whose own history is meant where none is given. An ended session leads to the sign-in page and back to where one was. */
export function startRouter(history?: RouterHistory) {
  const client = makeQueryClient(() => {
    if (!client.getQueryData(meQuery().queryKey)) return
    const next = router.latestLocation.href
    client.clear()
    router.history.push(paths.signIn({ next }))
  })
  const router = createRouter({
    routeTree,
    history,
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
