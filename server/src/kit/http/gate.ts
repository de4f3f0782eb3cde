import { ORPCError, os } from '@orpc/server'
import type { OperationMeta } from '@polyclinic/contract/kit/operation.ts'
import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import { findEntrance, type Entrance } from '../db/entrance.ts'
import { inControl, type Caller } from '../db/tenant-tx.ts'
import { allows, rightsOf, type Rights } from './access.ts'
import type { Authenticated, Platform } from './platform.ts'
import { asRefusal } from './problems.ts'
import { refuse, Refusal } from './refusal.ts'
import type { CurrentRequest } from './request.ts'

/** What the HTTP server hands to every operation. */
export interface OperationContext {
  platform: Platform
  request: CurrentRequest
}

/** What the gate adds once it let a request in. */
export interface Entry {
  caller: Caller
  /** Present where the path names an organization. */
  entrance?: Entrance
  /** Present where the caller is a member of it. */
  rights?: Rights
}

interface RawInput {
  params?: Record<string, unknown>
}

/**
 * Lets a request in or refuses it, before its input is looked at: who calls, in which organization, with which right.
 * Another organization and one that does not exist answer alike: 404.
 */
export const gate = os.$context<OperationContext>().middleware(async ({ context, next, procedure }, input: unknown) => {
  const { platform, request } = context
  try {
    const { permission } = procedure['~orpc'].meta as unknown as OperationMeta
    const { path = '' } = procedure['~orpc'].route
    const entry = await enter(
      platform,
      request,
      permission,
      path.includes('{organization}') ? (input as RawInput).params?.organization : undefined,
    )
    return await next({ context: { entry } })
  } catch (error) {
    throw asProblem(asRefusal(error, platform.log), request)
  }
})

/** As oRPC's error: the code decides whether it is one that the contract declares. */
export function asProblem(refusal: Refusal, request: CurrentRequest): ORPCError<string, unknown> {
  if (refusal.retryAfterSeconds) request.setHeader('retry-after', String(refusal.retryAfterSeconds))
  return new ORPCError(refusal.code, { status: refusal.status, message: refusal.message, data: refusal.data })
}

async function enter(
  platform: Platform,
  request: CurrentRequest,
  permission: OperationMeta['permission'],
  slug: unknown,
): Promise<Entry> {
  const who = await platform.authenticate(request.headers)
  if (who) refuseOtherSites(platform, request, who)
  if (!who && permission !== 'public') throw refuse('signed-out')
  const caller: Caller = {
    requestId: request.id,
    origin: who ? (who.by === 'cookie' ? 'web' : 'api') : 'link',
    ...(who && { accountId: who.accountId }),
  }
  if (slug === undefined) return { caller }
  const entrance = typeof slug === 'string' ? await lookUp(platform, caller, slug) : undefined
  if (!entrance) throw refuse('not-found')
  if (!entrance.isFounded) await platform.found(entrance)
  const rights = rightsOf(entrance)
  if (permission === 'public') return { caller, entrance, ...(rights && { rights }) }
  if (!rights) throw refuse('not-found')
  if (!allows(rights, permission)) throw refuse('not-allowed', { permission })
  return { caller, entrance, rights }
}

async function lookUp(platform: Platform, caller: Caller, slug: string): Promise<Entrance | undefined> {
  // what cannot be an address is not looked up
  if (!/^[a-z0-9-]{3,40}$/.test(slug)) return undefined
  return inControl(platform.door, caller, { mode: 'read' }, (control) => findEntrance(control, slug))
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

/** Whether the caller may also do something that the operation itself does not ask for. */
export const can = (entry: Entry, permission: Permission) => entry.rights?.permissions.has(permission) ?? false
