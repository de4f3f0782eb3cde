import type { QueryClient } from '@tanstack/react-query'
import { notFound, redirect } from '@tanstack/react-router'
import { isLockDue, noteAccount } from '../features/identity/public.ts'
import { adoptLanguage } from '../kit/texts/i18n.ts'
import { problemOf } from '../kit/api/problem.ts'
import { meQuery, sessionOf, type OrganizationSession } from '../kit/session/session.tsx'
import { speakFor } from '../kit/session/trade-kind.ts'
import { paths } from '../paths.ts'
import type { Visit, Work } from '../kit/screen/screen.ts'
import type { Loading } from './routes-of.ts'

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

/** The pages of the platform are there for those who run it; to everybody else they look like none. */
export async function requireOperator(guarded: Guarded) {
  const { account } = await requireMe(guarded)
  if (!account.platformRole) throw notFound()
}

/** What the account is in this organization; a stranger's looks like one that does not exist. */
export async function requireMember(guarded: Guarded, slug: string): Promise<OrganizationSession> {
  const { account, memberships } = await requireMe(guarded)
  const membership = memberships.find((one) => one.organization.slug === slug)
  if (!membership) throw notFound()
  speakFor(membership.organization.kind)
  return sessionOf(membership, account.id)
}

/** From `/` to where this account works; stays where there are several places. */
export async function leadHome({ client, href }: Visit) {
  const { account, memberships, patients } = await requireMe({ context: { client }, location: { href } })
  // who was let in as support works for the platform
  const own = memberships.filter(({ support }) => !support)
  const [only] = own
  // a patient and the platform's operator come for what is theirs, not to found an organization
  if (!only && patients.length > 0) throw redirect({ href: paths.account.records() })
  if (!only && account.platformRole) throw redirect({ href: paths.platform.organizations() })
  if (!only) throw redirect({ href: paths.newOrganization() })
  if (own.length === 1) throw redirect({ href: paths.today(only.organization.slug) })
}

export const visitOf = ({ context, params, location: { href, search } }: Loading): Visit => ({
  client: (context as Context).client,
  href,
  params: params as Visit['params'],
  search: search as Visit['search'],
})

/** Before the second factor that it asks for, an organization tells nothing. */
export function workOf(loading: Loading): Work | undefined {
  const { session } = loading.context as { session: OrganizationSession }
  const { slug: organization, accountId, membership, can } = session
  return membership.needsSecondFactor ? undefined : { ...visitOf(loading), organization, accountId, can }
}
