import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import {
  apiPolicy,
  commonHeaders,
  docsPolicy,
  documentHeaders,
  filePolicy,
  newNonce,
  pagePolicy,
  publicPolicy,
  referrerHeaders,
} from './security-headers.ts'

/**
 * What an address serves, declared with its route. `app`: a screen of the product; `link`: a page for whoever has its address;
 * `public`: for everybody, kept by caches and found by search engines; `website`: the same under a name of the organization's
 * own; `embed`: the same in a frame on the sites that are named; `file`: what somebody sent; `asset`: what was built; `data`:
 * anything that is no page, refusals too.
 */
export type PageKind = 'app' | 'link' | 'public' | 'website' | 'embed' | 'docs' | 'file' | 'asset' | 'data'

declare module 'fastify' {
  interface FastifyContextConfig {
    kind?: PageKind
    /** Other sites may show it in their pages: a logo, the script of a card. */
    isUsedElsewhere?: true
  }
}

const secret = { 'cache-control': 'no-store', 'x-robots-tag': 'noindex' }

const elsewhere = { 'cross-origin-resource-policy': 'cross-origin' }

/** Seconds for which anybody may keep what everybody may read. */
export const publicFor = 60

const kept = { 'cache-control': `public, max-age=${publicFor}, s-maxage=${publicFor}` }

/** The table of docs/security.md. */
const headersOf: Record<PageKind, (nonce: () => string) => Record<string, string>> = {
  app: (nonce) => ({ ...secret, 'content-security-policy': pagePolicy(nonce()) }),
  // not `no-referrer`: under that, a form of this page would not say where it comes from
  link: (nonce) => ({
    ...secret,
    'content-security-policy': pagePolicy(nonce()),
    'referrer-policy': 'same-origin',
  }),
  public: () => ({ ...kept, 'content-security-policy': publicPolicy() }),
  website: () => ({ ...kept, 'content-security-policy': publicPolicy() }),
  embed: () => ({ ...kept, ...elsewhere, 'content-security-policy': publicPolicy(), 'x-robots-tag': 'noindex' }),
  docs: (nonce) => ({ ...secret, 'content-security-policy': docsPolicy(nonce()) }),
  file: () => ({
    'content-security-policy': filePolicy,
    'cache-control': 'private, no-cache',
    'x-robots-tag': 'noindex',
  }),
  asset: () => ({ 'cache-control': 'max-age=3600' }),
  data: () => ({ ...secret, 'content-security-policy': apiPolicy }),
}

/** What a browser never shows as a page. */
const isNoDocument: ReadonlySet<PageKind> = new Set(['asset', 'data'])

const routesOf = new WeakMap<FastifyInstance, RouteOptions[]>()

/** All that an application serves, each with its kind. */
export const routesServedBy = (app: FastifyInstance): readonly RouteOptions[] => routesOf.get(app) ?? []

/** Gives every answer the headers of its route's kind. A route without one is served by nobody: the start fails. */
export function keepKinds(app: FastifyInstance): void {
  const routes: RouteOptions[] = []
  routesOf.set(app, routes)
  app.addHook('onRoute', (route) => void routes.push(route))
  app.addHook('onReady', async () => {
    for (const { url, config } of routes) if (!config?.kind) throw new Error(`${url} does not say what kind it is of`)
  })
  app.addHook('onRequest', async (request, reply) => void showAs(request, reply, kindOf(request)))
}

const kindOf = ({ routeOptions }: FastifyRequest): PageKind => routeOptions.config.kind ?? 'data'

/** Of an answer that turns out to be of another kind: a refusal, a file among data. */
export function showAs(request: FastifyRequest, reply: FastifyReply, kind: PageKind): FastifyReply {
  if (!isNoDocument.has(kind)) reply.headers(documentHeaders)
  if (kind !== 'asset') reply.headers(referrerHeaders)
  reply.headers(commonHeaders).headers(headersOf[kind](() => nonceOf(request)))
  if (request.routeOptions.config.isUsedElsewhere && kind === kindOf(request)) reply.headers({ ...kept, ...elsewhere })
  return reply
}

const nonces = new WeakMap<FastifyRequest, string>()

/** What a script or a style that stands in this answer bears. */
export function nonceOf(request: FastifyRequest): string {
  const nonce = nonces.get(request) ?? newNonce()
  nonces.set(request, nonce)
  return nonce
}
