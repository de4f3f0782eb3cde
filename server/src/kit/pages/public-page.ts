import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { BytesAnswer } from '@polyclinic/contract/kit/plain.ts'
import type { TenantTx } from '../db/tenant-tx.ts'
import { letVisitorIn } from '../http/gate.ts'
import type { Platform } from '../http/platform.ts'
import { asRefusal } from '../http/problems.ts'
import { refuse } from '../http/refusal.ts'
import { withRequest } from '../http/request.ts'
import { requestOf } from '../http/server.ts'
import { givenTo } from '../http/steps.ts'
import { sendBytes } from '../plain/bytes.ts'
import { loadPages, type PageBundle } from './page.ts'
import { showAs, type PageKind } from './page-kinds.ts'
import { rememberPublic } from './remembered.ts'
import { publicPolicy } from './security-headers.ts'
import { siteOf, sitePath } from './sites.ts'

export interface PublicAnswer {
  content: string
  /** Absent: HTML. */
  type?: string
  /** Origins of the sites that may frame it. */
  framedBy?: readonly string[]
}

export interface PublicAsked<Renderers> extends PageBundle<Renderers> {
  /** Where the organization's pages begin, without a slash at its end. */
  base: string
}

export interface PublicPage<Renderers, Facts> {
  kind: Extract<PageKind, 'public' | 'embed'>
  show: (asked: PublicAsked<Renderers>, facts: Facts) => PublicAnswer
}

export interface PublicPages<Renderers, Facts> {
  /** As a visitor; undefined where there is nothing to see. */
  read: (tx: TenantTx) => Promise<Facts | undefined>
  /** By what follows the organization's own address: ``, `/de`, `/card`. */
  pages: Readonly<Record<string, PublicPage<Renderers, Facts>>>
  /** Its pictures, which other sites may show, by what follows its own address. */
  pictures: Readonly<Record<`/${string}`, (tx: TenantTx, platform: Platform) => Promise<BytesAnswer | undefined>>>
  showRefusal: (bundle: PageBundle<Renderers>, status: number, acceptLanguage?: string) => string
}

interface Shown<Facts> {
  facts: Facts
  base: string
  answers: Map<string, PublicAnswer>
}

type Asked = FastifyRequest<{ Params: { slug?: string } }>

/** Under a name of its own it is the organization that proved it, and nobody else. */
const slugIn = (request: Asked): string => siteOf(request)?.slug ?? request.params.slug ?? ''

/**
 * An organization's pages for everybody: read as a visitor in one statement, nobody's cookie looked at, remembered for a
 * minute or until something of the organization changes.
 */
export function publicPages<Renderers, Facts extends object>(its: PublicPages<Renderers, Facts>) {
  return async (http: FastifyInstance, platform: Platform): Promise<void> => {
    const bundle = await loadPages<Renderers>()
    if (!bundle) return
    const shownAt = rememberedPages(platform, its.read)
    const guarded =
      (work: (request: Asked, reply: FastifyReply) => Promise<unknown>) =>
      async (request: Asked, reply: FastifyReply) => {
        try {
          return await work(request, reply)
        } catch (error) {
          const { status } = asRefusal(error, platform.log)
          const html = its.showRefusal(bundle, status, request.headers['accept-language'])
          return showAs(request, reply, 'link').status(status).type('text/html; charset=utf-8').send(html)
        }
      }
    for (const [path, { kind, show }] of Object.entries(its.pages)) {
      const answer = guarded(async (request, reply) => {
        const { facts, base, answers } = await shownAt(request, reply)
        const made = answers.get(path) ?? show({ ...bundle, base }, facts)
        answers.set(path, made)
        return sendPublic(request, reply, kind, made)
      })
      http.get(`/c/:slug${path}`, { config: { kind } }, answer)
      if (kind === 'public') http.get(`${sitePath}${path}`, { config: { kind: 'website' } }, answer)
    }
    for (const [path, picture] of Object.entries(its.pictures)) {
      const answer = guarded(async (request, reply) => {
        const bytes = await inOrganization(platform, request, reply, ({ inTenant }) =>
          inTenant('read', (tx) => picture(tx, platform)),
        )
        await sendBytes(request, reply, orNotFound(bytes))
        return reply
      })
      http.get(`/c/:slug${path}`, { config: { kind: 'file', isUsedElsewhere: true } }, answer)
      http.get(`${sitePath}${path}`, { config: { kind: 'file', isUsedElsewhere: true } }, answer)
    }
  }
}

function rememberedPages<Facts>(platform: Platform, read: (tx: TenantTx) => Promise<Facts | undefined>) {
  const remembered = rememberPublic<Shown<Facts>>(platform.changes)
  return async (request: Asked, reply: FastifyReply): Promise<Shown<Facts>> => {
    const site = siteOf(request)
    const key = site?.base ?? slugIn(request)
    return (
      remembered.find(key) ??
      inOrganization(platform, request, reply, async ({ tenant, inTenant }) =>
        remembered.read(key, tenant.organizationId, async () => ({
          facts: orNotFound(await inTenant('read', read)),
          base: site?.base ?? `${platform.config.origin}/c/${tenant.slug}`,
          answers: new Map(),
        })),
      )
    )
  }
}

function orNotFound<Value>(value: Value | undefined): Value {
  if (value === undefined) throw refuse('not-found')
  return value
}

async function inOrganization<Result>(
  platform: Platform,
  request: Asked,
  reply: FastifyReply,
  work: (given: ReturnType<typeof givenTo<unknown>>) => Promise<Result>,
): Promise<Result> {
  const current = requestOf(request, reply)
  return withRequest(current, async () => {
    const access = await letVisitorIn(platform, current, slugIn(request))
    return work(givenTo<unknown>(platform, current, access, undefined))
  })
}

function sendPublic(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  kind: PageKind,
  { content, type = 'text/html; charset=utf-8', framedBy }: PublicAnswer,
): FastifyReply {
  const etag = `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`
  void reply.header('etag', etag)
  if (kind === 'embed') void reply.header('content-security-policy', publicPolicy(framedBy))
  if (headers['if-none-match']?.split(',').some((one) => one.trim() === etag)) return reply.status(304).send()
  return reply.type(type).send(content)
}
