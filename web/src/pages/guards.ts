import type { QueryClient } from '@tanstack/react-query'
import { notFound, redirect } from '@tanstack/react-router'
import { adoptLanguage } from '../kit/i18n.ts'
import { problemOf } from '../kit/problem.ts'
import { meQuery, sessionOf, type OrganizationSession } from '../kit/session.tsx'
import { paths } from '../paths.ts'
import type { Work } from './prefetch.ts'

/** What every route gets from the router. */
export interface Context {
  client: QueryClient
}

type Guarded = { context: Context; location: { href: string } }

/** The signed-in account, or the way to the sign-in page and back. */
export async function requireMe({ context, location }: Guarded) {
  try {
    const me = await context.client.ensureQueryData(meQuery())
    await adoptLanguage(me.account.language)
    return me
  } catch (error) {
    if (problemOf(error).code !== 'signed-out') throw error
    throw redirect({ href: paths.signIn(location.href === '/' ? {} : { next: location.href }) })
  }
}

/** What the account is in this organization; a stranger's looks like one that does not exist. */
export async function requireMember(guarded: Guarded, slug: string): Promise<OrganizationSession> {
  const { memberships } = await requireMe(guarded)
  const membership = memberships.find((one) => one.organization.slug === slug)
  if (!membership) throw notFound()
  return sessionOf(membership)
}

/** What a prefetch needs of a route below an organization. Prefetching never holds a page back. */
export const workOf = (context: Context & { session: OrganizationSession }): Work => ({
  client: context.client,
  organization: context.session.slug,
})
