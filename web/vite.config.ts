import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { minifyContractRouter } from '@orpc/contract'
import { defineConfig, type Plugin } from 'vite'
import { languages } from '@polyclinic/contract/kit/language.ts'

/** react-aria carries some 30 languages in every component; this leaves out those that no catalogue of ours has. */
function withoutUnusedLocales(): Plugin {
  return {
    name: 'polyclinic:without-unused-locales',
    enforce: 'pre',
    apply: 'build',
    load(id) {
      const locale = /\/react-(?:aria|stately|aria-components)\/dist\/private\/intl\/.*?([a-z]{2}-[A-Z]{2})\.mjs/.exec(
        id,
      )
      if (locale && !languages.some((one) => locale[1]?.startsWith(`${one}-`))) return 'export default undefined'
      return null
    },
  }
}

/** The browser calls the API by method and path alone, and offers permissions by name; schemas and roles stay with the server (-30 kB). */
function withoutSchemas(): Plugin {
  return {
    name: 'polyclinic:without-schemas',
    apply: 'build',
    async load(id, options) {
      if (options?.ssr || !id.endsWith('/contract/src/contract.ts')) return null
      const { contract } = (await import(id)) as typeof import('@polyclinic/contract/contract.ts')
      const { declaredPermissions } = await import('@polyclinic/contract/kit/permission.ts')
      return [
        `import { declarePermissions } from './kit/permission.ts'`,
        `declarePermissions(Object.fromEntries(${JSON.stringify(Object.keys(declaredPermissions()))}.map((name) => [name, { roles: [] }])))`,
        `const at = (path, method = 'GET') => ({ '~orpc': { errorMap: {}, meta: {}, route: { method, path: '/api/v1' + path, inputStructure: 'detailed' } } })`,
        `const below = (path, method) => at('${organization}' + path, method)`,
        `export const contract = ${placesOf(minifyContractRouter(contract))}`,
      ].join('\n')
    },
  }
}

const organization = '/organizations/{organization}'

/** What a route says to those who read the API's document, and to the server, which answers by it. */
const forOthers = new Set(['summary', 'tags', 'operationId', 'spec', 'successStatus'])

/** What the browser keeps of an operation is where it is. Spelled out it would be the same words some two hundred times; most of them read. */
function placesOf(router: object): string {
  if (!('~orpc' in router))
    return `{${Object.entries(router)
      .map(([name, inner]) => `${JSON.stringify(name)}: ${placesOf(inner as object)}`)
      .join(', ')}}`
  const { route } = router['~orpc'] as { route: Record<string, unknown> }
  const { method, path, inputStructure, ...more } = route
  const left = Object.keys(more).filter((key) => !forOthers.has(key))
  if (inputStructure !== 'detailed' || !String(path).startsWith('/api/v1') || left.length > 0)
    throw new Error(`the browser would not know all of ${String(path)}: ${left.join(', ')}`)
  const [place, call] = String(path).startsWith(`/api/v1${organization}`)
    ? [String(path).slice(`/api/v1${organization}`.length), 'below']
    : [String(path).slice('/api/v1'.length), 'at']
  return `${call}(${[place, ...(method === 'GET' ? [] : [method])].map((each) => JSON.stringify(each)).join(', ')})`
}

/** Our modules only define things; those that also do something are named here. The browser declares no operations. */
const doesSomething = (id: string, isOnServer: boolean) =>
  !/\/(web|contract)\/src\//.test(id) ||
  /\/main\.tsx$|\.css$/.test(id) ||
  (isOnServer && /\/(problems|feature)\.ts$/.test(id))

/** Makers of schemas: a schema that nobody reads is left out, and the whole of zod with the last of them. */
const schemaMakers = ['z', 'operation', 'storable', 'looseText', 'abilities', 'pageOf']

const server = 'http://localhost:3000'

export default defineConfig(({ isSsrBuild = false }) => ({
  plugins: [withoutUnusedLocales(), withoutSchemas(), react(), tailwindcss()],
  html: { cspNonce: '__CSP_NONCE__' },
  // Inlined fonts and images would need data: in the content security policy.
  build: {
    outDir: 'dist/client',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    manifest: true,
    rolldownOptions: {
      treeshake: {
        manualPureFunctions: schemaMakers,
        moduleSideEffects: (id: string) => doesSomething(id, isSsrBuild),
      },
    },
  },
  server: { port: 5173, proxy: { '/api': server, '/dev': server, '/health': server } },
}))
