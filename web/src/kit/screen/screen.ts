import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router'
import type { OrganizationSession } from '../session/session.tsx'

/** What a screen shows first, to be fetched beside the code that draws it; each as its panel asks for it. */
export type Query = { queryKey: QueryKey } | { queryKey: QueryKey; initialPageParam: undefined }

export interface Visit {
  client: QueryClient
  href: string
  params: Record<string, string>
  search: Record<string, string | undefined>
}

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

interface Listed {
  queryOptions: (of: { input: { params: { organization: string } } }) => Query
}

/** Needs of a page that are known by the organization's address alone. */
export const listsOf =
  (...lists: readonly Listed[]) =>
  ({ organization }: Pick<Work, 'organization'>): readonly Query[] =>
    lists.map((list) => list.queryOptions({ input: { params: { organization } } }))
