import { ORPCError, os, type AnyProcedure } from '@orpc/server'
import type { OperationMeta } from '@polyclinic/contract/kit/operation.ts'
import {
  isForAnybody,
  isForOperators,
  isFromOutside,
  type MemberAccess,
  type OutsideAccess,
} from '@polyclinic/contract/kit/access.ts'
import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import { goesOn } from '@polyclinic/contract/kit/standing/status.ts'
import { findLinkPermissions, findTenant, touchUse, type Tenant } from '../db/tenant.ts'
import type { OutsideRole } from '../db/roles.ts'
import { inControl, inTenant, type Caller } from '../db/tenant-tx.ts'
import { requireOn, type Asking } from '../toggles/toggles.ts'
import { allows, rightsOf, sightOf, type Rights } from './rights.ts'
import type { Authenticated, Platform } from './platform.ts'
import { asRefusal } from './problems.ts'
import { enforcePreview, enforceSecondFactor, lacksSecondFactor, within } from './conditions.ts'
import { requireConfirmation, requireOperator, withProofs } from './proofs.ts'
import { notAllowed, refuse, Refusal } from './refusal.ts'
import type { CurrentRequest } from './request.ts'

export interface OperationContext {
  platform: Platform
  request: CurrentRequest
  checked: CheckedAccess
  body: unknown
}

export interface Access {
  caller: Caller
  who?: Authenticated
  tenant?: Tenant
  rights?: Rights
  /** Of somebody from outside: the role that every transaction of theirs in the organization's database works as. */
  as?: OutsideRole
  /** Who runs the platform: every transaction of theirs in the control database works as {operator}. */
  isOperator?: true
}

export interface CheckedAccess {
  procedure: AnyProcedure
  organization: string | undefined
  access: Access
  at: number
}

/** Milliseconds for which a look holds; a body can take its time to arrive, and rights end meanwhile. */
const looksHoldFor = 2_000

/**
 * Lets a request in or refuses it, before its body is read: who calls, in which organization, with which right.
 * Another organization and one that does not exist answer alike: 404.
 */
export async function letIn(
  platform: Platform,
  request: CurrentRequest,
  procedure: AnyProcedure,
  params: Record<string, string> | undefined,
): Promise<CheckedAccess> {
  const { meta, route } = procedure['~orpc']
  const organization = route.path?.includes('{organization}') ? (params?.organization ?? '') : undefined
  const access = await enter(platform, request, meta as unknown as OperationMeta, organization)
  return { procedure, organization, access, at: performance.now() }
}

interface RawInput {
  params?: Record<string, string>
}

/** Hands on to an operation who was let in to it. */
export const gate = os.$context<OperationContext>().middleware(async ({ context, next, procedure }, input: unknown) => {
  const { platform, request, checked } = context
  try {
    const { params } = input as RawInput
    if (checked.procedure !== procedure || (checked.organization ?? params?.organization) !== params?.organization)
      throw new Error('somebody was let in to another operation')
    const isRecent = performance.now() - checked.at < looksHoldFor
    const { access } = isRecent ? checked : await letIn(platform, request, procedure, params)
    return await next({ context: { access } })
  } catch (error) {
    throw asProblem(asRefusal(error, platform.log), request)
  }
})

export function asProblem(refusal: Refusal, request: CurrentRequest): ORPCError<string, unknown> {
  if (refusal.retryAfterSeconds) request.setHeader('retry-after', String(refusal.retryAfterSeconds))
  return new ORPCError(refusal.code, { status: refusal.status, message: refusal.message, data: refusal.data })
}

async function enter(
  platform: Platform,
  request: CurrentRequest,
  { permission, confirmed, reach, ...held }: OperationMeta,
  slug: string | undefined,
): Promise<Access> {
  const who = await platform.authenticate(request)
  if (who) refuseOtherSites(platform, request, who)
  if (!who && !isForAnybody(permission)) throw refuse('signed-out')
  const caller: Caller = { requestId: request.id, origin: originOf(who), ...(who && { accountId: who.accountId }) }
  if (slug === undefined) {
    // a program acts within its one organization
    if (who?.bounds && permission !== 'public') throw notAllowed(permission)
    const isOperator = isForOperators(permission)
    if (isOperator) await requireOperator(platform, request, caller, permission, who)
    if (confirmed) await requireConfirmation(platform, request, who)
    return { caller, ...(who && { who }), ...(isOperator && { isOperator }) }
  }
  const tenant = asPerson(await lookUp(platform, caller, slug), who)
  if (!tenant || (who?.bounds && who.bounds.organizationId !== tenant.organizationId)) throw refuse('not-found')
  // what is half made is there for its members alone, who make it whole by coming in
  if (!tenant.isFounded && !tenant.membership) throw refuse('not-found')
  if (isGoneFor(tenant)) throw refuse('not-found')
  if (!tenant.isFounded) await platform.writeFirstRows(tenant)
  const rights = within(rightsOf(tenant), who?.bounds)
  // what a person does for themselves, no program does for them
  if (isFromOutside(permission) && who?.bounds && !isForAnybody(permission)) throw notAllowed(permission)
  const seen = rights && (await enforcePreview(platform, request, caller, tenant, rights))
  if (isFromOutside(permission)) {
    const as = await roleFor(platform, caller, tenant, permission)
    holdBack(tenant, request, held, caller)
    if (confirmed) await requireConfirmation(platform, request, who)
    return { caller, tenant, ...(who && { who }), as }
  }
  if (!seen || !who) throw refuse('not-found')
  const { support } = tenant.membership ?? {}
  if (support && !support.mayWrite && !safe.has(request.method)) throw refuse('support-read-only')
  if (!allows(seen, permission as MemberAccess)) throw notAllowed(permission)
  // owners own all of it, wherever they work
  if (reach && seen.clinicIds && seen.roleKey !== 'owner') throw refuse('shared-by-clinics')
  if (lacksSecondFactor(tenant, who))
    enforceSecondFactor(tenant, await withProofs(platform, request, who, 'hasSecondFactor'))
  holdBack(tenant, request, held, { ...caller, ...seen })
  if (who.bounds) requireOn(tenant, 'programs')
  if (confirmed) await requireConfirmation(platform, request, who)
  const member = { ...caller, ...sightOf(seen, permission) }
  if (support) return { caller: { ...member, supportId: support.id }, who, tenant, rights: seen }
  await noteUse(platform, caller, tenant, who)
  return { caller: member, who, tenant, rights: seen }
}

/** Support is let in as a person, in a session of their own: to keys and applications they are a stranger as before. */
function asPerson(tenant: Tenant | undefined, who: Authenticated | undefined): Tenant | undefined {
  if (!tenant?.membership?.support || (who?.session && !who.bounds)) return tenant
  const { membership: _, ...stranger } = tenant
  return stranger
}

/** A closed organization is there for its members alone, who are told so. */
const isGoneFor = (tenant: Tenant) => tenant.status === 'closed' && !tenant.membership

/**
 * How an organization stands with the platform decides what goes on in it, and what was switched off; whoever has no right here was
 * refused before. Who works at several clinics is asked again where one is named.
 */
function holdBack(
  tenant: Tenant,
  { method }: CurrentRequest,
  { untilClosed, toggle }: Pick<OperationMeta, 'untilClosed' | 'toggle'>,
  { accountId, roleKey, clinicIds }: Asking,
): void {
  const { status } = tenant
  if (!goesOn(status, { isRead: safe.has(method), ...(untilClosed && { untilClosed }) }))
    throw refuse('organization-held', { status })
  if (toggle) requireOn(tenant, toggle, { accountId, roleKey, clinicIds })
}

/** What somebody from outside works as. Without a link the organization is to them like one that does not exist. */
async function roleFor(
  { transactions }: Platform,
  caller: Caller,
  tenant: Tenant,
  permission: OutsideAccess,
): Promise<OutsideRole> {
  if (permission === 'visitor' || permission === 'visitor:account') return 'visitor'
  const permissions = await inTenant(transactions, tenant, caller, { mode: 'read', as: 'portal' }, findLinkPermissions)
  if (!permissions) throw refuse('not-found')
  const [, what] = permission.split(':')
  if (what && !permissions.includes(what)) throw notAllowed(permission)
  return 'portal'
}

function originOf(who: Authenticated | undefined): string {
  if (!who) return 'link'
  if (who.bounds) return `${who.by}:${who.bounds.id}`
  return who.by === 'cookie' ? 'web' : 'api'
}

/** Lets in who has a link and no account, whoever is signed in beside it. */
export async function letVisitorIn(platform: Platform, request: CurrentRequest, slug: string): Promise<Access> {
  const caller: Caller = { requestId: request.id, origin: 'link' }
  const tenant = await lookUp(platform, caller, slug)
  if (!tenant?.isFounded || isGoneFor(tenant)) throw refuse('not-found')
  // whoever was sent a link answers or ends something by it
  holdBack(tenant, request, { untilClosed: true }, caller)
  return { caller, tenant, as: 'visitor' }
}

async function lookUp(platform: Platform, caller: Caller, slug: string): Promise<Tenant | undefined> {
  // what cannot be an address is not looked up
  if (!/^[a-z0-9-]{3,40}$/.test(slug)) return undefined
  const { transactions } = platform
  return transactions.rememberedTenants.find(caller.accountId, slug, () =>
    inControl(transactions, caller, { mode: 'read' }, (control) => findTenant(control, slug)),
  )
}

/** Milliseconds for which a use is not noted again. */
const useNotedFor = 15 * 60_000
const noted = new Map<string, number>()

/** When somebody last came in, for the review of who can see what; a few minutes late, to spare the write. */
async function noteUse(platform: Platform, caller: Caller, tenant: Tenant, who: Authenticated): Promise<void> {
  const userId = who.bounds?.id ?? who.accountId
  const last = who.bounds ? noted.get(userId) : Date.parse(tenant.membership?.lastUsedAt ?? '')
  if (last && Date.now() - last < useNotedFor) return
  if (who.bounds) noted.set(userId, Date.now())
  await inControl(platform.transactions, caller, { mode: 'write', organizationId: tenant.organizationId }, (control) =>
    touchUse(control, tenant.organizationId, userId),
  )
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/** A cookie travels with requests of any site; only our own origin may use it to change something. */
function refuseOtherSites({ config }: Platform, { method, headers }: CurrentRequest, who: Authenticated): void {
  if (who.by !== 'cookie' || safe.has(method)) return
  const site = headers['sec-fetch-site']
  if (site && site !== 'same-origin' && site !== 'none') throw refuse('cross-site')
  if (headers.origin && !isOurOrigin(config, headers.origin)) throw refuse('cross-site')
}

/** The configured origin; locally both names of the loopback. */
export function isOurOrigin(config: Platform['config'], origin: string): boolean {
  if (origin === config.origin) return true
  if (config.isPublic || !URL.canParse(origin)) return false
  const { hostname, protocol } = new URL(origin)
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

export const can = (access: Access, permission: Permission) => access.rights?.permissions.has(permission) ?? false
