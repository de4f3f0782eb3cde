import { isIP } from 'node:net'
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { findSite } from '../db/tenant.ts'
import { inControl } from '../db/tenant-tx.ts'
import type { Platform } from '../http/platform.ts'
import { publicFor } from './page-kinds.ts'

/** Where routes of an organization's own name stand; no browser asks for it. */
export const sitePath = '/~site'

/** The name that was asked for, without a port. What a proxy adds to a request is not believed: only `Host` counts. */
export const hostIn = ({ host = '' }: IncomingMessage['headers']): string =>
  host.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '')

/** The platform's own name; addresses of machines and of this one can be nobody else's. */
export function isPlatform({ origin }: { origin: string }, host: string): boolean {
  return host === new URL(origin).hostname || host === 'localhost' || isIP(host.replaceAll(/^\[|\]$/g, '')) !== 0
}

/** Under another name than the platform's nothing is found but the pages of that name, and what they are drawn with. */
export function siteAddress(config: { origin: string }, { headers, url = '/' }: IncomingMessage): string {
  if (isPlatform(config, hostIn(headers)) || /^\/(assets|health)\//.test(url)) return url
  return sitePath + (url.startsWith('/') ? url.replace(/^\/(?=\?|$)/, '') : '')
}

export interface Site {
  slug: string
  /** `https://www.practice.example` */
  base: string
}

const sites = new WeakMap<FastifyRequest, Site>()

/** The organization whose name was asked for; undefined under the platform's. */
export const siteOf = (request: FastifyRequest): Site | undefined => sites.get(request)

/** The address of the organization that proved a name, as the database knows it now. */
export const slugNamed = ({ transactions }: Platform, host: string, requestId: string): Promise<string | undefined> =>
  inControl(transactions, { requestId }, { mode: 'read' }, (control) => findSite(control, host))

/** Names whose organization a process remembers, found or not. */
const maxRemembered = 1_000

/** Lets a request through where its name and its address belong together; answers all others in a line. */
export function keepSites(app: FastifyInstance, platform: Platform): void {
  const { config } = platform
  const remembered = new Map<string, { slug: string | undefined; until: number }>()
  async function slugOf(host: string, requestId: string): Promise<string | undefined> {
    const known = remembered.get(host)
    if (known && known.until > performance.now()) return known.slug
    const slug = await slugNamed(platform, host, requestId)
    remembered.delete(host)
    remembered.set(host, { slug, until: performance.now() + publicFor * 1000 })
    if (remembered.size > maxRemembered) remembered.delete(remembered.keys().next().value ?? '')
    return slug
  }
  app.addHook('onRequest', async (request, reply) => {
    const host = hostIn(request.headers)
    const isSiteRoute = request.routeOptions.url?.startsWith(sitePath) ?? false
    if (isPlatform(config, host)) {
      if (isSiteRoute) return reply.callNotFound()
      return
    }
    if (request.url.startsWith('/health/')) return
    const slug = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host) ? await slugOf(host, request.id) : undefined
    const isTheirs = slug !== undefined && (isSiteRoute || request.url.startsWith('/assets/'))
    // RFC 9110 §15.5.20: nobody here answers for that name
    if (!isTheirs)
      return reply
        .status(slug === undefined ? 421 : 404)
        .header('cache-control', 'no-store')
        .type('text/plain; charset=utf-8')
        .send('There is nothing here.\n')
    sites.set(request, { slug, base: `${new URL(config.origin).protocol}//${host}` })
  })
}
