import {
  at,
  isForTests as isTest,
  lineAt,
  withoutComments,
  withoutSqlComments,
  type Source,
  type Violation,
} from './sources.ts'

/** Routes beside the contract's: everything else is an operation. */
export const plainRoutes: Record<string, readonly string[]> = {
  'server/src/kit/http/api.ts': ['/api/v1/*'],
  'server/src/kit/http/health.ts': ['/health/live', '/health/ready'],
  'server/src/kit/pages/web.ts': ['/', '/*', '/api/openapi.json', '/api/docs', '/api/docs/scalar.js', '/${name}'],
  'server/src/kit/pages/public-page.ts': ['/c/:slug${path}', '${sitePath}${path}'],
  'server/src/features/website/website/pages.ts': [
    '/c/:slug/preview/:token',
    '/robots.txt',
    '/embed.js',
    '${sitePath}/robots.txt',
    '/tls/ask',
  ],
  'server/src/features/factors/better-auth/routes.ts': ['/api/auth/*'],
  'server/src/features/programs/authorization-server/routes.ts': [
    '/oauth/*',
    '/.well-known/oauth-authorization-server/oauth',
  ],
  'server/src/features/factors/providers/pages.ts': ['/api/sign-in/callback/:provider'],
  'server/src/features/factors/verifications/pages.ts': ['/api/auth/verify-email'],
  'server/src/features/scheduling/appointment-links/pages.ts': [
    '/visit/:slug/:token',
    '/visit/:slug/:token/confirmation',
    '/visit/:slug/:token/cancellation',
    '/visit/:slug/:token/calendar.ics',
    '/visit/:slug/:token/slip.pdf',
  ],
  'server/src/adapters/mailbox/page.ts': ['/dev/mailbox', '/dev/mailbox.json', '/dev/mailbox/sending'],
}

const placesOfSql =
  /^server\/src\/(features\/[a-z-]+\/[a-z-]+\/(queries|actions|jobs)\.ts$|demo\/(actions|queries)\.ts$|testing\/|kit\/(audit|db|jobs|keys|postgres|works)\/|kit\/http\/(idempotency|health)\.ts$|kit\/live\/listen\.ts$)/

/** There is one way to declare an operation. */
export function declarations(sources: readonly Source[]): Violation[] {
  return sources.flatMap((source) => {
    if (
      !/^(contract|server)\/src\/.*\.ts$/.test(source.path) ||
      source.path === 'contract/src/kit/operation.ts' ||
      isTest(source.path)
    )
      return []
    return [...withoutComments(source).matchAll(/inputStructure|\.route\(|\boc\s*\.\s*(?!prefix)/g)].map((match) =>
      at(
        source.path,
        lineAt(source.text, match.index),
        'operations are declared by `operation` of contract/kit alone: it keeps params, query, headers and body apart',
      ),
    )
  })
}

/** What a screen waits for is fetched beside its code. */
export function unfetched(sources: readonly Source[]): Violation[] {
  return sources.flatMap((source) => {
    if (!/^web\/src\/(features|pages)\//.test(source.path)) return []
    return [...withoutComments(source).matchAll(/\buseSuspense(Infinite)?Query\((?!\s*usePrefetched\()/g)].map(
      (match) =>
        at(
          source.path,
          lineAt(source.text, match.index),
          'a screen that waits for what nobody fetched ahead is slow: put the query into `usePrefetched(…)` and into the `needs` of the screen’s row',
        ),
    )
  })
}

/** Where pages are served that are declared elsewhere, with their addresses. */
const servesPages = 'server/src/kit/pages/page.ts'

/** Addresses beside the contract are few and known. */
export function plainAddresses(sources: readonly Source[]): Violation[] {
  return sources.flatMap((source) => {
    if (
      !/^server\/src\/.*\.ts$/.test(source.path) ||
      isTest(source.path) ||
      source.path === servesPages ||
      source.path.startsWith('server/src/testing/')
    )
      return []
    const calls = withoutComments(source).matchAll(
      /\b(?:(?:app|http|fastify|server|instance|scope)\s*\.\s*(?:get|post|put|patch|delete|head|options|all|route)\s*(?:<[^(]*>)?\(|\w*[pP]age\(\s*'(?:GET|POST)'\s*,)\s*(['"`][^'"`]*['"`])?/g,
    )
    return [...calls].flatMap((match) => {
      const address = match[1]?.slice(1, -1)
      if (address !== undefined && plainRoutes[source.path]?.includes(address)) return []
      return [
        at(
          source.path,
          lineAt(source.text, match.index),
          `serves ${address ?? 'an address'} beside the contract: make it an operation, or list it in tools/check-structure`,
        ),
      ]
    })
  })
}

const sqlText =
  /\bsql\s*(?:<|`)|\b(?:\w+Row|shape\([^`]*\))\s*`|\bdb\s*\.\s*(?:selectFrom|insertInto|updateTable|deleteFrom|with)\b|\b(?:tx|control|controlTx|transaction)\s*\.\s*(?:all|one|maybe|run|atCommit)\s*\(|\.query\s*(?:<[^(]*>)?\(\s*['"`]/g

/** The database is spoken to in queries, actions and jobs, and in the kit's own corner. */
export function straySql(sources: readonly Source[]): Violation[] {
  return sources.flatMap((source) => {
    if (!/^server\/src\/.*\.ts$/.test(source.path) || isTest(source.path) || placesOfSql.test(source.path)) return []
    const lines = new Set(
      [...withoutComments(source).matchAll(sqlText)].map((match) => lineAt(source.text, match.index)),
    )
    return [...lines].map((line) =>
      at(source.path, line, 'speaks to the database: that belongs into queries.ts, actions.ts or jobs.ts'),
    )
  })
}

/** Who acts is told to the database for one transaction: a setting that outlived it would be the next caller's. */
export function lastingSettings(sources: readonly Source[]): Violation[] {
  return sources.flatMap((source) => {
    if (!/^server\/(src|database)\/.*\.(ts|sql)$/.test(source.path) || isTest(source.path)) return []
    const code = source.path.endsWith('.sql') ? withoutSqlComments(source.text) : withoutComments(source)
    const lasting = [...code.matchAll(/set_config\((?:[^()]|\([^()]*\))*\)/g)].filter(
      ([call]) => !/,\s*true\s*\)$/.test(call),
    )
    const statements = [...code.matchAll(/\bset\s+(?:session\s+)?(?:app\.|role\b|session authorization)/gi)]
    return [...lasting, ...statements].map((match) =>
      at(source.path, lineAt(source.text, match.index), 'sets for longer than the transaction: set_config(…, true)'),
    )
  })
}

export function documentedScripts(documents: readonly Source[], scripts: readonly string[]): Violation[] {
  return documents.flatMap(({ path: file, text }) =>
    [...text.matchAll(/\bnpm (?:run ([a-z][\w:-]*)|(test|start)\b)/g)].flatMap((match) => {
      const name = match[1] ?? match[2] ?? ''
      return scripts.includes(name)
        ? []
        : [
            at(
              file,
              lineAt(text, match.index),
              `tells people to run “npm run ${name}”, which package.json does not have`,
            ),
          ]
    }),
  )
}
