import type { FastifyInstance } from 'fastify'
import { sheetOf } from '@polyclinic/contract/kit/brand/properties.ts'
import { languages, type Language } from '@polyclinic/contract/kit/language.ts'
import { cardParts, type CardPart, type Published } from '@polyclinic/contract/website/published.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { page, type PageAsked, type PageBundle } from '../../../kit/pages/page.ts'
import { publicPages, type PublicPage } from '../../../kit/pages/public-page.ts'
import { siteOf, sitePath, slugNamed } from '../../../kit/pages/sites.ts'
import { isOn } from '../../../kit/toggles/toggles.ts'
import { knownLanguage } from '../../../kit/text/text.ts'
import { files } from '../../files/public.ts'
import { iconOf } from './icon.ts'
import { findFirstVerified } from '../hosts/queries.ts'
import { findShownBrand, readPublished } from './queries.ts'
import { cardScript, robots, robotsOfSite, siteMap } from './served.ts'
import { isPreview } from './rules.ts'
import { publishedView } from './view.ts'

interface PageProps {
  published: Published
  /** Where the organization's pages begin. */
  base: string
  language: Language
  assets: { css: string[] }
}

interface Renderers {
  /** `canonical`: where the address of which this page is one begins. */
  renderWebsite(props: PageProps & { canonical?: string; isPreview?: boolean }): string
  renderCard(props: PageProps & { parts: readonly CardPart[] }): string
  renderMessagePage(props: {
    kind: 'no-page' | 'unavailable'
    language: Language
    assets: { css: string[] }
    retryUrl?: string
  }): string
}

interface Facts {
  published: Published
  embedOrigins: string[]
  /** Which of its addresses stands for the others, where it has a name of its own. */
  site?: string
}

async function readFacts(tx: TenantTx): Promise<Facts | undefined> {
  if (!isOn(tx.organization, 'website')) return undefined
  const row = await readPublished(tx)
  if (!row.is_public) return undefined
  const host = await tx.inControl('read', (control) => findFirstVerified(control, tx.organization.id))
  return {
    published: publishedView(tx, row),
    embedOrigins: row.embed_origins ?? [],
    ...(host && { site: `https://${host.name}` }),
  }
}

/** As a visitor: none where the page is off, whoever switched it off. */
const shownBrand = async (tx: TenantTx) => (isOn(tx.organization, 'website') ? findShownBrand(tx) : undefined)

type Show = PublicPage<Renderers, Facts>

const site = (language?: Language): Show => ({
  kind: 'public',
  show: ({ render, base, assets }, { published, site: canonical = base }) => ({
    content: render.renderWebsite({
      published,
      base,
      canonical,
      assets,
      language: language ?? published.organization.language,
    }),
  }),
})

const card = (parts: readonly CardPart[], language?: Language): Show => ({
  kind: 'embed',
  show: ({ render, base, assets }, { published, embedOrigins }) => ({
    content: render.renderCard({
      published,
      base,
      assets,
      parts,
      language: language ?? published.organization.language,
    }),
    framedBy: embedOrigins,
  }),
})

/** One page in the organization's own language, and one in each. */
const inEach = (path: string, make: (language?: Language) => Show): [string, Show][] => [
  [path, make()],
  ...languages.map((language): [string, Show] => [`${path}/${language}`, make(language)]),
]

const pages = Object.fromEntries([
  ...inEach('', site),
  ...inEach('/card', (language) => card(cardParts, language)),
  ...cardParts.flatMap((part) => inEach(`/card/${part}`, (language) => card([part], language))),
  [
    '/sitemap.xml',
    { kind: 'public', show: ({ base }) => ({ content: siteMap(base), type: 'application/xml' }) } satisfies Show,
  ],
  [
    '/brand.css',
    {
      kind: 'public',
      show: (_asked, { published }) => ({ content: sheetOf(published.look), type: 'text/css; charset=utf-8' }),
    } satisfies Show,
  ],
]) as Record<string, Show>

function showRefusal({ render, assets }: PageBundle<Renderers>, status: number, acceptLanguage?: string): string {
  const language = knownLanguage(acceptLanguage?.slice(0, 2))
  return render.renderMessagePage({ kind: status === 404 ? 'no-page' : 'unavailable', language, assets })
}

/** For who makes the page: an address that shows it for an hour, whether it is on or not. */
const preview = page('GET', '/c/:slug/preview/:token', {
  kind: 'link',
  prove({ sealer, input }: { sealer: Parameters<typeof isPreview>[0]; input: { params: { token: string } } }) {
    if (!isPreview(sealer, input.params.token, Date.now())) throw refuse('not-found')
    return {}
  },
  work: async ({ tx }) => {
    if (!isOn(tx.organization, 'website')) throw refuse('not-found')
    return publishedView(tx, await readPublished(tx))
  },
  show: (asked: PageAsked<Renderers>, published: Published) => ({
    html: asked.render.renderWebsite({
      published,
      base: `${asked.config.origin}/c/${asked.params.slug}`,
      language: published.organization.language,
      assets: asked.assets,
      isPreview: true,
    }),
  }),
  showRefusal: (asked, { status }) => ({ html: showRefusal(asked, status, asked.acceptLanguage) }),
})

function serveBeside(http: FastifyInstance, platform: Platform): void {
  http.get('/robots.txt', { config: { kind: 'asset' } }, async (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(robots),
  )
  http.get(`${sitePath}/robots.txt`, { config: { kind: 'website' } }, async (request, reply) =>
    reply.type('text/plain; charset=utf-8').send(robotsOfSite(siteOf(request)?.base ?? '')),
  )
  // what a proxy asks before it gets a certificate for a name
  http.get<{ Querystring: { domain?: string } }>('/tls/ask', { config: { kind: 'data' } }, async (request, reply) => {
    const { domain } = request.query
    if (typeof domain !== 'string' || domain.length > 253) throw refuse('not-found')
    if ((await slugNamed(platform, domain.toLowerCase(), request.id)) === undefined) throw refuse('not-found')
    return reply.send({ isServed: true })
  })
  http.get('/embed.js', { config: { kind: 'asset', isUsedElsewhere: true } }, async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(cardScript(platform.config.origin)),
  )
}

export const websitePages = [
  publicPages<Renderers, Facts>({
    read: readFacts,
    pages,
    pictures: {
      '/logo': async (tx, { blobs }) => files.readUsed(tx, blobs, (await shownBrand(tx))?.logo_file_id ?? null),
      '/icon': async (tx, { blobs }) => iconOf(tx, blobs, await shownBrand(tx)),
    },
    showRefusal,
  }),
  preview,
  serveBeside,
]
