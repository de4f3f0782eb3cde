import { oc, type AnySchema, type ErrorMap } from '@orpc/contract'
import { z } from 'zod'
import { problems, type ProblemCode, type Problems } from './problem.ts'
import { documentedPermission, isForOperators, type Requirement, type RequirementAt } from './access.ts'
import type { ToggleKey } from './toggles/toggles.ts'
import { bodyTypes, bytesAnswer, streamAnswer, type RefusalWording, type TakenBody } from './plain.ts'

type Shape = Record<string, z.ZodType>
type Nothing = z.ZodOptional<z.ZodObject<Record<never, never>, z.core.$strict>>

type PlainAnswer = 'bytes' | 'stream'

export interface OperationMeta {
  permission: Requirement
  /** PATCH, PUT: `If-Match` is required; `honoured`: checked where it is sent. */
  ifMatch?: 'required' | 'honoured'
  /** The caller must have proved within the last ten minutes who they are; `confirmation-needed` otherwise. */
  confirmed?: true
  /** It changes what all clinics share: a role that is scoped to some of them may not. */
  reach?: 'organization'
  /** No status of the organization but `moving` and `closed` stops it. */
  untilClosed?: true
  /** Where it is off, it is refused: `feature-off`. */
  toggle?: ToggleKey
  /** `Idempotency-Key` is honoured. */
  idempotent?: boolean
  /** Absent: what is sent is JSON, if anything. */
  takes?: TakenBody
  /** Absent: what is answered is JSON. */
  answers?: PlainAnswer
  wording?: RefusalWording
}

interface OperationDeclaration<
  Path extends `/${string}`,
  P extends Shape,
  Q extends Shape,
  B extends z.ZodType,
  O extends AnySchema,
  C extends ProblemCode,
> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/api/v1`; `{organization}` stands for the slug and is checked before anything is read. */
  path: Path
  summary: string
  /** Who may call it. There is no default: an operation that forgets this does not compile. */
  permission: RequirementAt<Path>
  params?: P
  query?: Q
  body?: B
  output: O
  /** The refusals that a caller of this operation can meet beside the general ones. */
  errors?: readonly C[]
  status?: 200 | 201 | 202 | 204
  /** What programs call it, where that is older than the noun it lies in. */
  operationId?: `${string}.${string}`
  ifMatch?: 'required' | 'honoured'
  /** A security change, an export or a signature: only shortly after the caller proved who they are. */
  confirmed?: true
  /** What all clinics share, and nobody scoped to some of them may change. */
  reach?: 'organization'
  /** It reads although it is no GET, takes data along, or ends something: it goes on where nothing else may be changed. */
  untilClosed?: true
  /** The feature that has to be on; what it made before stays. */
  toggle?: ToggleKey
  /** A body that is not plain JSON; `body` says what is made of it. A stream has no key, so it is never a POST. */
  takes?: TakenBody
  wording?: RefusalWording
}

const headers = z.looseObject({
  'if-match': z.string().max(100).optional(),
  'idempotency-key': z.string().min(1).max(200).optional(),
})

/** What any operation can be refused for. */
export const generalCodes = [
  'invalid-input',
  'signed-out',
  'not-allowed',
  'second-factor-needed',
  'organization-held',
  'confirmation-needed',
  'preview-only',
  'support-read-only',
  'not-found',
  'too-many-requests',
  'unavailable',
  'unexpected',
] as const satisfies ProblemCode[]

type Problem<C extends ProblemCode> = { [K in C | (typeof generalCodes)[number]]: Problems[K] }

export function operation<
  const Path extends `/${string}`,
  O extends AnySchema,
  P extends Shape = Record<never, never>,
  Q extends Shape = Record<never, never>,
  B extends z.ZodType = Nothing,
  const C extends ProblemCode = never,
>(declared: OperationDeclaration<Path, P, Q, B, O, C>) {
  const { method, path, confirmed, reach, untilClosed, toggle, takes, wording } = declared
  const permission = requirementOf(path, declared.permission)
  const answers = plainAnswerOf(declared.output)
  const ifMatch = declared.ifMatch ?? (isVersioned(method, path, takes) ? 'required' : undefined)
  const errors: readonly ProblemCode[] = declared.errors ?? []
  // refusing a key that was used for something else is part of honouring it
  const idempotent = method === 'POST' && errors.includes('key-reused')
  return oc
    .$meta<OperationMeta>({ permission })
    .route({
      method,
      path,
      summary: declared.summary,
      ...(declared.operationId && { operationId: declared.operationId }),
      inputStructure: 'detailed',
      successStatus: declared.status ?? 200,
      spec: (spec) => ({
        ...inItsTypes(
          withoutTheUnused(spec, { hasBody: declared.body !== undefined, ifMatch, idempotent }),
          takes,
          answers,
        ),
        'x-permission': documentedPermission(permission),
        ...(confirmed && { 'x-confirmed': true }),
      }),
    })
    .meta({
      permission,
      ...(ifMatch && { ifMatch }),
      ...(confirmed && { confirmed }),
      ...(reach && { reach }),
      ...(untilClosed && { untilClosed }),
      ...(toggle && { toggle }),
      ...(takes && { takes }),
      ...(answers && { answers }),
      ...(wording && { wording }),
      idempotent,
    })
    .errors(problemsOf(codesOf(errors, { ifMatch, reach, toggle, answers })) as unknown as Problem<C> & ErrorMap)
    .input(inputOf<P, Q, B>(declared))
    .output(declared.output)
}

function plainAnswerOf(output: unknown): PlainAnswer | undefined {
  if (output === bytesAnswer) return 'bytes'
  return output === streamAnswer ? 'stream' : undefined
}

function codesOf(
  errors: readonly ProblemCode[],
  { ifMatch, reach, toggle, answers }: Pick<OperationMeta, 'ifMatch' | 'reach' | 'toggle' | 'answers'>,
) {
  return [
    ...generalCodes,
    ...errors,
    ...(ifMatch ? (['stale', 'version-required'] as const) : []),
    ...(reach ? (['shared-by-clinics'] as const) : []),
    ...(toggle ? (['feature-off'] as const) : []),
    ...(answers === 'bytes' ? (['no-such-range'] as const) : []),
  ]
}

/** Said once more to whoever passes the compiler by: signing in opens no organization. */
function requirementOf(path: string, permission: Requirement): Requirement {
  const isOfNoOrganization = permission === 'public' || permission === 'account' || isForOperators(permission)
  if (path.includes('{organization}') && isOfNoOrganization)
    throw new Error(`${path}: below an organization nothing is ${permission}: say visitor, linked or a permission`)
  return permission
}

function isVersioned(method: string, path: string, takes: TakenBody | undefined): boolean {
  if (takes?.kind === 'octet-stream' && method === 'POST') throw new Error(`${path}: a stream is put, not posted`)
  return (method === 'PATCH' || method === 'PUT') && !takes
}

function inputOf<P extends Shape, Q extends Shape, B extends z.ZodType>(declared: { params?: P; query?: Q; body?: B }) {
  return z.strictObject({
    params: (declared.params ? z.strictObject(declared.params) : z.strictObject({}).optional()) as Declared<P>,
    query: (declared.query ? z.strictObject(declared.query) : z.strictObject({}).optional()) as Declared<Q>,
    headers: headers.optional(),
    body: (declared.body ?? z.strictObject({}).optional()) as B,
  })
}

interface Documented {
  parameters?: { in?: string; name?: string; required?: boolean }[]
  requestBody?: unknown
}

/**
 * What an operation does not take is not in its document: every input is checked for a body and for these headers, so that
 * nothing can be planted there.
 */
function withoutTheUnused<Spec extends object>(
  spec: Spec,
  taken: { hasBody: boolean; ifMatch?: 'required' | 'honoured'; idempotent: boolean },
): Spec {
  const { requestBody, parameters = [], ...rest } = spec as Documented
  const headers: Record<string, boolean> = {
    'if-match': taken.ifMatch !== undefined,
    'idempotency-key': taken.idempotent,
  }
  const kept = parameters
    .filter(({ in: at, name = '' }) => at !== 'header' || headers[name])
    .map((each) => (each.name === 'if-match' && taken.ifMatch === 'required' ? { ...each, required: true } : each))
  return { ...rest, ...(kept.length > 0 && { parameters: kept }), ...(taken.hasBody && { requestBody }) } as Spec
}

interface DocumentedContent {
  requestBody?: { content: Record<string, object> }
  responses?: Record<string, { description?: string; content?: Record<string, object> }>
}

/** What is no JSON stands in the document under the types that it travels as. */
function inItsTypes<Spec extends object>(
  spec: Spec,
  takes: TakenBody | undefined,
  answers: PlainAnswer | undefined,
): Spec {
  const binary = { schema: { type: 'string', format: 'binary' } }
  const said: DocumentedContent = { ...(spec as DocumentedContent) }
  if (takes)
    said.requestBody = {
      ...said.requestBody,
      content: Object.fromEntries(
        bodyTypes[takes.kind].map((type) => [type, said.requestBody?.content['application/json'] ?? binary]),
      ),
    }
  if (answers) said.responses = { ...said.responses, 200: { description: '', content: { '*/*': binary } } }
  if (answers === 'bytes')
    said.responses = {
      ...said.responses,
      206: { description: '', content: { '*/*': binary } },
      304: { description: '' },
    }
  return said as Spec
}

const problemsOf = (codes: readonly ProblemCode[]) =>
  Object.fromEntries(codes.map((code) => [code, declaredProblem(code)]))

function declaredProblem(code: ProblemCode) {
  if (!(code in problems))
    throw new Error(`import the problems.ts that declares ${code} before the operation that answers it`)
  return problems[code]
}

type Declared<S extends Shape> = keyof S extends never ? Nothing : z.ZodObject<S, z.core.$strict>
