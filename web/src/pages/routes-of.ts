import { createRoute, type AnyRoute, type ErrorRouteComponent, type RouteComponent } from '@tanstack/react-router'
import type { Screen, Visit } from '../kit/screen/screen.ts'
import { loadTexts } from '../kit/texts/i18n.ts'

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
  for (const query of (await needs?.(visit)) ?? [])
    void ('initialPageParam' in query ? visit.client.prefetchInfiniteQuery(query) : visit.client.prefetchQuery(query))
}
