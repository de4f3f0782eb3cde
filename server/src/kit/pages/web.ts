import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import { languages, type Language } from '@polyclinic/contract/kit/language.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { nonceOf } from './page-kinds.ts'

const client = path.join(import.meta.dirname, '../../../../web/dist/client')

const file = path.join(client, 'index.html')

const rootFile = /^\/[a-z-]+\.(svg|ico|js|txt|webmanifest)$/

const types: Record<string, string> = {
  '.svg': 'image/svg+xml',
  '.js': 'text/javascript',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
}

/**
 * Serves the built web app: hashed files for ever, its one page under every address that is not an API's. `isFormAll`: nothing but
 * the drawn form leads in, so that the app behind it may wait until somebody is there.
 */
export async function serveWeb(app: FastifyInstance, { isFormAll }: { isFormAll: boolean }): Promise<void> {
  if (!existsSync(file)) {
    app.get('/', { config: { kind: 'app' } }, async (_request, reply) =>
      reply.type('text/plain').send('The web app is not built: npm run build\n'),
    )
    return
  }
  const startedBy = (page: string) => (isFormAll ? page : page.replace('<div id="shell"', '$& data-now'))
  await app.register(serveAssets)
  serveRootFiles(app)
  app.get('/*', { config: { kind: 'app' } }, async (request, reply) => {
    const [address = ''] = request.url.split('?')
    if (/^\/(api|dev\/mailbox|health|assets)(\/|$)/.test(address)) return reply.callNotFound()
    if (rootFile.test(address)) return reply.callNotFound()
    const nonce = nonceOf(request)
    const isSignIn = address === '/sign-in'
    return (
      reply
        .headers(isSignIn ? { vary: 'accept-language, cookie' } : {})
        .type('text/html; charset=utf-8')
        // read anew, so that a rebuilt app is served by a process that runs already
        .send(
          startedBy(readFileSync(isSignIn ? signInPageFor(request) : file, 'utf8').replaceAll('__CSP_NONCE__', nonce)),
        )
    )
  })
}

/** What browsers look for beside the app: its icon and the like. */
function serveRootFiles(app: FastifyInstance): void {
  for (const name of readdirSync(client).filter((each) => rootFile.test(`/${each}`)))
    app.get(`/${name}`, { config: { kind: 'asset' } }, async (_request, reply) =>
      reply.type(types[path.extname(name)] ?? 'text/plain').send(readFileSync(path.join(client, name))),
    )
}

/** The way in with its form drawn, for whoever comes without anything of ours: they will see just that. */
function signInPageFor({ headers }: FastifyRequest): string {
  if (headers.cookie?.includes('polyclinic.')) return file
  const language = preferredLanguage(headers['accept-language'])
  const transactions = path.join(client, `sign-in.${language}.html`)
  return existsSync(transactions) ? transactions : file
}

function preferredLanguage(accepted = ''): Language {
  const wished = accepted.split(',').map((tag) => tag.trim().slice(0, 2).toLowerCase())
  return wished.find((tag): tag is Language => languages.includes(tag as Language)) ?? 'en'
}

/** Hashed files, packed when they were built. An address that is no file's, however it is written, is one that does not exist. */
async function serveAssets(app: FastifyInstance): Promise<void> {
  app.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
    if (!error.statusCode || error.statusCode >= 500) throw error
    return error.statusCode === 416 ? reply.status(416).send() : reply.callNotFound()
  })
  app.addHook('onRoute', (route) => void (route.config = { ...route.config, kind: 'asset' }))
  // a connection is kept by HTTP/1.1 without being told so in every head
  app.addHook('onRequest', async (_request, reply) => reply.raw.removeHeader('connection'))
  await app.register(fastifyStatic, {
    root: path.join(client, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    // its name says what it holds, and its tag in which form
    lastModified: false,
    // parts are sent to who asks for one; nobody needs the offer with every file
    setHeaders: (reply) => void reply.removeHeader('accept-ranges'),
    decorateReply: false,
    index: false,
    preCompressed: true,
  })
}

export function builtStylesheets(): string[] {
  return existsSync(file)
    ? [...readFileSync(file, 'utf8').matchAll(/href="(\/assets\/[^"]+\.css)"/g)].map((match) => match[1] ?? '')
    : []
}

const scalar = path.join(
  import.meta.dirname,
  '../../../../node_modules/@scalar/api-reference/dist/browser/standalone.js',
)

/** The API's document and a page to read it by, with nothing fetched from elsewhere. */
export function serveDocs(app: FastifyInstance, document: () => Promise<object>): void {
  app.get('/api/openapi.json', { config: { kind: 'data' } }, async (_request, reply) => reply.send(await document()))
  app.get('/api/docs/scalar.js', { config: { kind: 'asset' } }, async (_request, reply) =>
    reply.type('text/javascript').header('cache-control', 'max-age=86400').send(readFileSync(scalar)),
  )
  app.get('/api/docs', { config: { kind: 'docs' } }, async (request, reply) => {
    const nonce = nonceOf(request)
    const configuration = {
      url: '/api/openapi.json',
      withDefaultFonts: false,
      telemetry: false,
      showDeveloperTools: 'never',
      hideClientButton: true,
      agent: { disabled: true },
      mcp: { disabled: true },
    }
    return reply.type('text/html; charset=utf-8')
      .send(`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Polyclinic API</title></head>
<body><div id="app"></div><script src="/api/docs/scalar.js"></script>
<script nonce="${nonce}">Scalar.createApiReference('#app', ${JSON.stringify(configuration)})</script></body></html>`)
  })
}
