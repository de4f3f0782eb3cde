import type { QueryClient, QueryKey } from '@tanstack/react-query'
import {
  createRoute,
  lazyRouteComponent,
  type AnyRoute,
  type ErrorRouteComponent,
  type RouteComponent,
} from '@tanstack/react-router'
import type { OrganizationSession } from '../kit/session/session.tsx'
import { loadTexts } from '../kit/texts/i18n.ts'

/** What a screen shows first, to be fetched beside the code that draws it; each as its panel asks for it. */
export type Query = { queryKey: QueryKey }

/** What a row knows of the address that led to it. */
export interface Visit {
  client: QueryClient
  /** The address itself, to come back to. */
  href: string
  params: Record<string, string>
  search: Record<string, string | undefined>
}

/** The same below an organization, for the one who is signed in. */
export interface Work extends Visit {
  organization: string
  accountId: string
  can: OrganizationSession['can']
}

interface More<V> {
  /** Feature texts beyond those of the frame around it. */
  texts?: readonly string[]
  /** Fetched at once; it never holds the page back, and a failure is the page's to show. */
  needs?: (visit: V) => readonly Query[] | Promise<readonly Query[]>
  /** What must be known before anything can be drawn. */
  before?: (visit: V) => Promise<unknown>
  /** The shape of the page until it is there, where it is not the frame's. */
  pending?: RouteComponent
}

/** One row of a table: an address of the app, the page that it shows, and what that page needs. */
export interface Screen<V = Visit> extends More<V> {
  path: string
  component: RouteComponent
}

/** `screen('/account/data', () => import('./AccountPages.tsx'), 'DataPage')`; tools/screens.ts reads these calls. */
export const screen = <V, M extends Record<string, unknown>, N extends keyof M & string>(
  path: string,
  load: () => Promise<M>,
  page: N,
  more: More<V> = {},
): Screen<V> => ({ path, component: lazyRouteComponent(load as () => Promise<Record<string, never>>, page), ...more })

/** What the router says while it loads a route; what the frames above found out stands in the context. */
export interface Loading {
  context: object
  params: object
  location: { href: string; search: object }
}

interface Frame<V> {
  route: AnyRoute
  /** The address of the frame, with which those of its screens begin. */
  path?: string
  pending?: RouteComponent
  failed?: ErrorRouteComponent
  /** Who visits; undefined where nothing may be fetched yet. */
  visitOf: (loading: Loading) => V | undefined
}

/** The routes of a table below the frame that surrounds its pages. */
export const routesOf = <V extends Visit>(
  { route, path = '', pending, failed, visitOf }: Frame<V>,
  screens: readonly Screen<V>[],
) =>
  screens.map((one) =>
    createRoute({
      getParentRoute: () => route,
      path: one.path.slice(path.length) || '/',
      component: one.component,
      pendingComponent: one.pending ?? pending,
      errorComponent: failed,
      loader: async (loading) => {
        const visit = visitOf(loading)
        if (visit) void fetchAhead(visit, one)
        await Promise.all([one.texts && loadTexts(...one.texts), visit && one.before?.(visit)])
      },
    }),
  )

async function fetchAhead<V extends Visit>(visit: V, { needs }: Screen<V>) {
  for (const query of (await needs?.(visit)) ?? []) void visit.client.prefetchQuery(query)
}
