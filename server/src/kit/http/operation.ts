import type { AnySchema, ContractProcedure, ErrorMap, InferSchemaInput, InferSchemaOutput } from '@orpc/contract'
import { implement, type AnyProcedure } from '@orpc/server'
import type { OperationMeta } from '@polyclinic/contract/kit/operation.ts'
import { asProblem, gate, type Access, type OperationContext } from './gate.ts'
import { asRefusal } from './problems.ts'
import { refuse } from './refusal.ts'
import type { CurrentRequest } from './request.ts'
import {
  givenTo,
  take,
  type Asked,
  type GivenIn,
  type GivenInOrganization,
  type Steps,
  type StepsThatGoOn,
  type Store,
} from './steps.ts'

type Contract<I extends AnySchema, O extends AnySchema, E extends ErrorMap> = ContractProcedure<I, O, E, OperationMeta>

type Work<I extends AnySchema, O extends AnySchema> = Steps<
  'tenant',
  InferSchemaOutput<I>,
  InferSchemaInput<O>,
  undefined
>['work']

/**
 * Serves an operation of the contract: one transaction with its idempotency key, on an organization's own data where
 * nothing else is said. GET reads, everything else writes.
 */
export function operation<I extends AnySchema, O extends AnySchema, E extends ErrorMap>(
  contract: Contract<I, O, E>,
  work: Work<I, O>,
): AnyProcedure
export function operation<
  I extends AnySchema,
  O extends AnySchema,
  E extends ErrorMap,
  Result,
  In extends Store = 'tenant',
  Before = undefined,
>(
  contract: Contract<I, O, E>,
  steps: StepsThatGoOn<In, InferSchemaOutput<I>, Result, Before, InferSchemaInput<O>>,
): AnyProcedure
export function operation<
  I extends AnySchema,
  O extends AnySchema,
  E extends ErrorMap,
  In extends Store = 'tenant',
  Before = undefined,
>(contract: Contract<I, O, E>, steps: Steps<In, InferSchemaOutput<I>, InferSchemaInput<O>, Before>): AnyProcedure
export function operation(contract: AnyContract, workOrSteps: unknown): AnyProcedure {
  const steps = (typeof workOrSteps === 'function' ? { work: workOrSteps } : workOrSteps) as Parameters<typeof take>[0]
  return procedure(contract, (given) => take(steps, given, askedOf(contract, given)))
}

/** An operation that opens its transactions itself: a stream, many organizations (listed with reasons in tools/check-imports). */
export function freeOperation<I extends AnySchema, O extends AnySchema, E extends ErrorMap>(
  contract: Contract<I, O, E>,
  work: (given: GivenIn<InferSchemaOutput<I>>['tenant']) => Promise<InferSchemaInput<O>>,
): AnyProcedure {
  return procedure(contract, (given) => work(given as never))
}

interface AnyContract {
  '~orpc': { meta: unknown; errorMap: object; route: { method?: string; path?: string } }
}

interface Wire {
  headers?: { 'if-match'?: string; 'idempotency-key'?: string }
}

function procedure(
  contract: AnyContract,
  run: (given: GivenInOrganization<unknown>) => Promise<unknown>,
): AnyProcedure {
  // a router of one, so that the gate comes before the input is looked at
  const router = implement({ operation: contract } as unknown as {
    operation: ContractProcedure<AnySchema, AnySchema, ErrorMap, OperationMeta>
  })
  const built = router
    .$context<OperationContext>()
    .use(gate)
    .operation.handler(async ({ input, context }) => {
      const { platform, request } = context
      try {
        const given = givenTo(platform, request, (context as OperationContext & { access: Access }).access, input)
        const output = await run({ ...given, expectedVersion: expectedVersion(contract, input as Wire) })
        nameVersion(output, request)
        return output
      } catch (error) {
        throw asProblem(asRefusal(error, platform.log, contract['~orpc'].errorMap), request)
      }
    })
  return built as unknown as AnyProcedure
}

function askedOf(contract: AnyContract, { input, accountId }: GivenInOrganization<unknown>): Asked {
  const { method, path } = contract['~orpc'].route
  const isKeyed = method === 'POST' && accountId !== ''
  return {
    mode: method === 'GET' ? 'read' : 'write',
    route: `${method} ${path}`,
    key: isKeyed ? (input as Wire).headers?.['idempotency-key'] : undefined,
  }
}

/** `If-Match: "7"` → 7; `*` and nothing → undefined; what cannot be a version matches none. */
function expectedVersion(contract: AnyContract, { headers }: Wire): number | undefined {
  const header = headers?.['if-match']
  const { ifMatch } = contract['~orpc'].meta as OperationMeta
  if (header === undefined && ifMatch === 'required') throw refuse('version-required')
  if (header === undefined || header.trim() === '*') return undefined
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim())?.[1]
  return version === undefined ? -1 : Number(version)
}

/** Single views carry their version as an ETag. */
function nameVersion(output: unknown, request: CurrentRequest): void {
  if (typeof output === 'object' && output !== null && 'version' in output)
    request.setHeader('etag', `"${String(output.version)}"`)
}
