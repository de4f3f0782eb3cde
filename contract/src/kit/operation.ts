import { oc, type AnySchema, type ErrorMap } from '@orpc/contract'
import { z } from 'zod'
import { problems, type ProblemCode, type Problems } from './problem.ts'
import { documentedPermission, type Requirement, type RequirementAt } from './access.ts'

type Shape = Record<string, z.ZodType>
type Nothing = z.ZodOptional<z.ZodObject<Record<never, never>, z.core.$strict>>

export interface OperationMeta {
  permission: Requirement
  /** PATCH, PUT: `If-Match` is required; `honoured`: checked where it is sent. */
  ifMatch?: 'required' | 'honoured'
  /** The caller must have proved within the last ten minutes who they are; `confirmation-needed` otherwise. */
  confirmed?: true
  /** It changes what all clinics share: a role that is scoped to some of them may not. */
  reach?: 'organization'
  /** `Idempotency-Key` is honoured. */
  idempotent?: boolean
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
}

const headers = z.looseObject({
  'if-match': z.string().max(100).optional(),
  'idempotency-key': z.string().min(1).max(200).optional(),
})

const general = [
  'invalid-input',
  'signed-out',
  'not-allowed',
  'second-factor-needed',
  'confirmation-needed',
  'preview-only',
  'not-found',
  'too-many-requests',
  'unavailable',
  'unexpected',
] as const satisfies ProblemCode[]

type Problem<C extends ProblemCode> = { [K in C | (typeof general)[number]]: Problems[K] }

export function operation<
  const Path extends `/${string}`,
  O extends AnySchema,
  P extends Shape = Record<never, never>,
  Q extends Shape = Record<never, never>,
  B extends z.ZodType = Nothing,
  const C extends ProblemCode = never,
>(declared: OperationDeclaration<Path, P, Q, B, O, C>) {
  const { method, path, confirmed, reach } = declared
  const permission = requirementOf(path, declared.permission)
  const ifMatch = declared.ifMatch ?? (method === 'PATCH' || method === 'PUT' ? 'required' : undefined)
  const errors: readonly ProblemCode[] = declared.errors ?? []
  // refusing a key that was used for something else is part of honouring it
  const idempotent = method === 'POST' && errors.includes('key-reused')
  const codes = codesOf(errors, { ifMatch, reach })
  const input = z.strictObject({
    params: (declared.params ? z.strictObject(declared.params) : z.strictObject({}).optional()) as Declared<P>,
    query: (declared.query ? z.strictObject(declared.query) : z.strictObject({}).optional()) as Declared<Q>,
    headers: headers.optional(),
    body: (declared.body ?? z.strictObject({}).optional()) as B,
  })
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
        ...withoutTheUnused(spec, { hasBody: declared.body !== undefined, ifMatch, idempotent }),
        'x-permission': documentedPermission(permission),
        ...(confirmed && { 'x-confirmed': true }),
      }),
    })
    .meta({
      permission,
      ...(ifMatch && { ifMatch }),
      ...(confirmed && { confirmed }),
      ...(reach && { reach }),
      idempotent,
    })
    .errors(Object.fromEntries(codes.map((code) => [code, declaredProblem(code)])) as unknown as Problem<C> & ErrorMap)
    .input(input)
    .output(declared.output)
}

function codesOf(errors: readonly ProblemCode[], { ifMatch, reach }: Pick<OperationMeta, 'ifMatch' | 'reach'>) {
  return [
    ...general,
    ...errors,
    ...(ifMatch ? (['stale', 'version-required'] as const) : []),
    ...(reach ? (['shared-by-clinics'] as const) : []),
  ]
}

/** Said once more to whoever passes the compiler by: signing in opens no organization. */
function requirementOf(path: string, permission: Requirement): Requirement {
  if (path.includes('{organization}') && (permission === 'public' || permission === 'account'))
    throw new Error(`${path}: below an organization nothing is ${permission}: say visitor, linked or a permission`)
  return permission
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

function declaredProblem(code: ProblemCode) {
  if (!(code in problems))
    throw new Error(`import the problems.ts that declares ${code} before the operation that answers it`)
  return problems[code]
}

type Declared<S extends Shape> = keyof S extends never ? Nothing : z.ZodObject<S, z.core.$strict>
