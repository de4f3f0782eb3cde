import type { QueryClient } from '@tanstack/react-query'
import { notFound, redirect } from '@tanstack/react-router'
import { isLockDue, noteAccount } from '../features/identity/public.ts'
import { adoptLanguage } from '../kit/texts/i18n.ts'
import { problemOf } from '../kit/api/problem.ts'
import { meQuery, sessionOf, type OrganizationSession } from '../kit/session/session.tsx'
import { speakFor } from '../kit/session/trade-kind.ts'
import { paths } from '../paths.ts'
import type { Work } from './prefetch.ts'

/** What every route gets from the router. */
export interface Context {
  client: QueryClient
}

type Guarded = { context: Context; location: { href: string } }

/** The signed-in account, or the way to the sign-in page and back. */
export async function requireMe({ context, location }: Guarded) {
  const toSignIn = () => redirect({ href: paths.signIn(location.href === '/' ? {} : { next: location.href }) })
  if (isLockDue()) throw toSignIn()
  try {
    const me = await context.client.ensureQueryData(meQuery())
    noteAccount(me.account.id)
    await adoptLanguage(me.account.language)
    return me
  } catch (error) {
    if (problemOf(error).code !== 'signed-out') throw error
    throw toSignIn()
  }
}

/** What the account is in this organization; a stranger's looks like one that does not exist. */
export async function requireMember(guarded: Guarded, slug: string): Promise<OrganizationSession> {
  const { account, memberships } = await requireMe(guarded)
  const membership = memberships.find((one) => one.organization.slug === slug)
  if (!membership) throw notFound()
  speakFor(membership.organization.kind)
  return sessionOf(membership, account.id)
}

/** Fetches ahead for a route below an organization; that never holds a page back. */
export function fetchAhead(context: Context & { session: OrganizationSession }, fetch: (work: Work) => unknown) {
  const { slug, accountId, membership } = context.session
  // Before the second factor that it asks for, an organization tells nothing.
  if (!membership.needsSecondFactor) void fetch({ client: context.client, organization: slug, accountId })
}
