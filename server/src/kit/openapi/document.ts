import { OpenAPIGenerator } from '@orpc/openapi'
import { isProcedure, type AnyRouter } from '@orpc/server'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { generalCodes } from '@polyclinic/contract/kit/operation.ts'
import { problemBody, problems, type ProblemCode } from '@polyclinic/contract/kit/problem.ts'
import { z } from 'zod'
import { routerOf, type Feature } from '../feature.ts'
import { namedIn } from './named-schemas.ts'

interface Documented {
  operationId: string
  tags: string[]
  'x-permission': string
  security?: object[]
  requestBody?: object
  responses: Record<string, Answer | { $ref: string }>
}

interface Answer {
  description: string
  content: object
}

interface Document {
  components: { responses: Record<string, Answer> }
  tags: { name: string }[]
  'x-tagGroups': { name: string; tags: string[] }[]
  paths: Record<string, Record<string, Documented>>
}

const successes: Record<string, string> = {
  200: 'As asked',
  201: 'Made',
  202: 'Begun',
  204: 'Done',
  206: 'The range that was asked for',
  304: 'As it was',
}

export async function generateDocument(features: readonly Feature[], version: string): Promise<object> {
  const router = routerOf(features)
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const document = (await generator.generate(router, {
    info: {
      title: 'Polyclinic',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description:
        'The API that the web app itself uses. Sign in at `/api/auth`, then send the cookie or `Authorization: Bearer`.',
    },
    servers: [{ url: '/' }],
    components: {
      schemas: problemSchemas(),
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description:
            'A token of `/api/auth/token` or `/api/v1/me/tokens`, an organization’s key, or an app’s access token.',
        },
        cookie: { type: 'apiKey', in: 'cookie', name: 'polyclinic.session_token' },
      },
    },
    security: [{ bearer: [] }, { cookie: [] }],
    commonSchemas: namedIn(router),
    customErrorResponseBodySchema: (declared) => oneOf(declared.map(([code]) => refTo(code as ProblemCode))),
  })) as unknown as Document
  return finished(document, features)
}

const refTo = (code: ProblemCode) => ({ $ref: `#/components/schemas/${problemName(code)}` })
const oneOf = (refs: { $ref: string }[]): object => (refs.length === 1 ? { ...refs[0] } : { oneOf: refs })

/** `slot-taken` → `SlotTaken`. */
const inPascalCase = (code: string) =>
  code.replaceAll(/(?:^|-)([a-z])/g, (_match, letter: string) => letter.toUpperCase())
const problemName = (code: string) => `${inPascalCase(code)}Problem`

/** What has a name of its own stands in the document under that name, and not once more in here. */
const jsonOf = (schema: z.ZodType) => {
  const { $schema: _, $defs: _named, ...rest } = z.toJSONSchema(schema, { io: 'input' })
  return JSON.parse(JSON.stringify(rest).replaceAll('"#/$defs/', '"#/components/schemas/')) as object
}

/** `Problem` for whoever handles all alike, and one schema for each code with the data that it carries. */
function problemSchemas(): Record<string, object> {
  const each = Object.entries(problems).map(([code, problem]) => {
    const shape = { ...problemBody.shape, code: z.literal(code), status: z.literal(problem.status) }
    return [problemName(code), jsonOf(z.object({ ...shape, ...('data' in problem && { data: problem.data }) }))]
  })
  return { Problem: jsonOf(problemBody), ...Object.fromEntries(each) }
}

/** What the generator does not say: who needs no sign-in, what a status means, and which nouns belong together. */
function finished(document: Document, features: readonly Feature[]): object {
  const nounAt = nounsByAddress(features)
  for (const { operation, address } of operationsOf(document)) {
    const [noun = '', verb = ''] = operation.operationId.split('.').slice(-2)
    // stays as it is, however the contract is grouped: programs call their functions by it
    operation.operationId = `${noun}.${verb}`
    operation.tags = [nounAt.get(address) ?? noun]
    if (operation['x-permission'] === 'public') operation.security = []
    for (const [status, answer] of Object.entries(operation.responses) as [string, Answer][])
      answer.description = successes[status] ?? ''
    for (const [status, codes] of refusalsOf(operation)) operation.responses[status] = sayOnce(document, codes)
  }
  const groups = features.map(({ name, routes = {} }) => ({ name, tags: Object.keys(routes) }))
  document['x-tagGroups'] = groups.filter(({ tags }) => tags.length > 0)
  document.tags = groups.flatMap(({ tags }) => tags.map((name) => ({ name })))
  return document
}

const operationsOf = ({ paths }: Document) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ operation, address: `${method.toUpperCase()} ${path}` })),
  )

function nounsByAddress(features: readonly Feature[]): Map<string, string> {
  const found = new Map<string, string>()
  function walk(noun: string, part: AnyRouter): void {
    if (!isProcedure(part)) return Object.values(part).forEach((each) => walk(noun, each as AnyRouter))
    const { method, path } = part['~orpc'].route
    found.set(`${method} ${path}`, noun)
  }
  for (const { routes = {} } of features) for (const [noun, router] of Object.entries(routes)) walk(noun, router)
  return found
}

const ofBodies: readonly ProblemCode[] = ['bad-request', 'too-large', 'wrong-content-type']

function refusalsOf({ responses, requestBody }: Documented): Map<number, ProblemCode[]> {
  const codeOf = new Map(Object.keys(problems).map((code) => [problemName(code), code as ProblemCode]))
  const declared = [...JSON.stringify(responses).matchAll(/schemas\/(\w+Problem)"/g)].flatMap(
    ([, name = '']) => codeOf.get(name) ?? [],
  )
  return Map.groupBy([...declared, ...(requestBody ? ofBodies : [])], (code) => problems[code].status)
}

/** What every operation can be refused for with one status has one short name, where it is much. */
function nameOf(codes: readonly ProblemCode[]): string {
  const [first] = codes
  const shared = generalCodes.filter((code) => first && problems[code].status === problems[first].status)
  if (shared.length < 3 || !shared.every((code) => codes.includes(code))) return codes.map(inPascalCase).join('Or')
  const others = codes.filter((code) => !shared.some((one) => one === code))
  return ['GenerallyRefused', ...others.map(inPascalCase)].join('Or')
}

/** The same refusals are met everywhere: each set of them stands in the document once. */
function sayOnce({ components }: Document, codes: readonly ProblemCode[]): { $ref: string } {
  const name = nameOf(codes)
  components.responses ??= {}
  components.responses[name] ??= {
    description: codes.map((code) => `\`${code}\`: ${problems[code].message}`).join('\n\n'),
    content: { 'application/json': { schema: oneOf(codes.map(refTo)) } },
  }
  return { $ref: `#/components/responses/${name}` }
}
