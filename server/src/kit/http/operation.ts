import type { AnySchema, ContractProcedure, ErrorMap, InferSchemaInput, InferSchemaOutput } from '@orpc/contract'
import { implement, type AnyProcedure } from '@orpc/server'
import type { OperationMeta } from '@polyclinic/contract/kit/operation.ts'
import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import { openForPlatform, sealForPlatform, sealerOf, type Sealer } from '../crypto/seal.ts'
import type { Entrance } from '../db/entrance.ts'
import { inAccounts, inControl, inTenant, type AccountsTx, type ControlTx, type TenantTx } from '../db/tenant-tx.ts'
import type { TransactionMode } from '../db/transaction.ts'
import { asProblem, can, gate, type Entry, type OperationContext } from './gate.ts'
import { controlKeys, keyedRequest, once, tenantKeys } from './idempotency.ts'
import type { Platform } from './platform.ts'
import { asRefusal, retryable } from './problems.ts'
import { refuse } from './refusal.ts'
import type { CurrentRequest } from './request.ts'

/** What every operation is given. */
interface Given<Input> {
  input: Input
  platform: Platform
  request: CurrentRequest
  /** The signed-in account; empty in public operations. */
  accountId: string
  /** The clinics that the caller's role is scoped to; absent: all of them. */
  clinicIds?: readonly string[]
  /** Whether the caller may also do what the operation itself does not ask for. */
  can: (permission: Permission) => boolean
  /** The version that `If-Match` named, if one was sent. */
  expectedVersion?: number
}

interface GivenInOrganization<Input> extends Given<Input> {
  entry: Entry
  entrance: Entrance
  /** A transaction of its own in the control database, with the organization set. */
  inControl: <Result>(mode: TransactionMode, work: (control: ControlTx) => Promise<Result>) => Promise<Result>
  /** A transaction of its own in the organization's database. */
  inTenant: <Result>(mode: TransactionMode, work: (tx: TenantTx) => Promise<Result>) => Promise<Result>
}

type GivenOfAccount<Input> = Given<Input> & { entry: Entry }

type Contract<I extends AnySchema, O extends AnySchema, E extends ErrorMap> = ContractProcedure<I, O, E, OperationMeta>
type Work<Args, O extends AnySchema> = (given: Args) => Promise<InferSchemaInput<O>>

/** An operation on an organization's own data, in one transaction. GET reads, everything else writes. */
export const operation = <I extends AnySchema, O extends AnySchema, E extends ErrorMap>(
  contract: Contract<I, O, E>,
  work: Work<GivenInOrganization<InferSchemaOutput<I>> & { tx: TenantTx }, O>,
): AnyProcedure => provenOperation(contract, () => undefined, work)

/** The same behind a mailed link: what the link proves is looked at before anything of the organization is opened. */
export function provenOperation<I extends AnySchema, O extends AnySchema, E extends ErrorMap, Proven>(
  contract: Contract<I, O, E>,
  prove: (sealer: Sealer, input: InferSchemaOutput<I>) => Proven,
  work: Work<GivenInOrganization<InferSchemaOutput<I>> & { tx: TenantTx; proven: Proven }, O>,
): AnyProcedure {
  return procedure<InferSchemaOutput<I>, InferSchemaInput<O>>(contract, async (given, { entry, platform }) => {
    const { entrance } = given
    const sealer = sealerOf(platform.master, entrance.organizationId, entrance.wrappedKey)
    const proven = prove(sealer, given.input)
    return retrying(modeOf(contract), (mode) =>
      inTenant(platform.door, entrance, entry.caller, { mode }, (tx) => {
        const keyed = keyOf(contract, given, entry)
        const answer = () => work({ ...given, tx, proven })
        return keyed ? once(tx, tenantKeys(entrance.organizationId, sealer), keyed, answer) : answer()
      }),
    )
  })
}

/** An operation on what the control database knows of an organization or of an account. */
export function controlOperation<I extends AnySchema, O extends AnySchema, E extends ErrorMap>(
  contract: Contract<I, O, E>,
  work: Work<GivenInOrganization<InferSchemaOutput<I>> & { control: ControlTx }, O>,
): AnyProcedure {
  return procedure<InferSchemaOutput<I>, InferSchemaInput<O>>(contract, (given, { entry, platform }) =>
    retrying(modeOf(contract), (mode) =>
      inControl(platform.door, entry.caller, { mode, organizationId: entry.entrance?.organizationId }, (control) => {
        const keyed = keyOf(contract, given, entry)
        const answer = () => work({ ...given, control })
        return keyed ? once(control, controlKeys(sealingOf(platform)), keyed, answer) : answer()
      }),
    ),
  )
}

/** An operation on an account's own matters: sessions, factors, tokens. */
export const accountOperation = <I extends AnySchema, O extends AnySchema, E extends ErrorMap>(
  contract: Contract<I, O, E>,
  work: Work<GivenOfAccount<InferSchemaOutput<I>> & { accounts: AccountsTx }, O>,
): AnyProcedure => preparedOperation(contract, async () => undefined, work)

/**
 * The same, with what takes long or must outlive a refusal done before the transaction: inside it, nothing may wait for
 * another connection of the same pool.
 */
export function preparedOperation<I extends AnySchema, O extends AnySchema, E extends ErrorMap, Prepared>(
  contract: Contract<I, O, E>,
  prepare: (given: GivenOfAccount<InferSchemaOutput<I>>) => Promise<Prepared>,
  work: Work<GivenOfAccount<InferSchemaOutput<I>> & { accounts: AccountsTx; prepared: Prepared }, O>,
): AnyProcedure {
  return procedure<InferSchemaOutput<I>, InferSchemaInput<O>>(contract, async (given, { entry, platform }) => {
    const prepared = await prepare(given)
    return retrying(modeOf(contract), (mode) =>
      inAccounts(platform.door, entry.caller, { mode }, (accounts) => {
        const keyed = keyOf(contract, given, entry)
        const answer = () => work({ ...given, accounts, prepared })
        return keyed ? once(accounts, controlKeys(sealingOf(platform)), keyed, answer) : answer()
      }),
    )
  })
}

const sealingOf = ({ master }: Platform) => ({
  seal: (purpose: string, value: string) => sealForPlatform(master, purpose, value),
  open: (purpose: string, sealed: Buffer) => openForPlatform(master, purpose, sealed),
})

/** An operation that opens its transactions itself: several databases, or a stream. */
export function freeOperation<I extends AnySchema, O extends AnySchema, E extends ErrorMap>(
  contract: Contract<I, O, E>,
  work: Work<GivenInOrganization<InferSchemaOutput<I>>, O>,
): AnyProcedure {
  return procedure<InferSchemaOutput<I>, InferSchemaInput<O>>(contract, (given) => work(given))
}

interface AnyContract {
  '~orpc': { meta: unknown; route: { method?: string; path?: string } }
}

interface Wire {
  params?: unknown
  query?: unknown
  body?: unknown
  headers?: { 'if-match'?: string; 'idempotency-key'?: string }
}

function procedure<Input, Output>(
  contract: AnyContract,
  run: (given: GivenInOrganization<Input>, extra: { entry: Entry; platform: Platform }) => Promise<Output>,
): AnyProcedure {
  // a router of one, so that the gate comes before the input is looked at
  const router = implement({ operation: contract } as unknown as {
    operation: ContractProcedure<AnySchema, AnySchema, ErrorMap, OperationMeta>
  })
  const built = router
    .$context<OperationContext>()
    .use(gate)
    .operation.handler(async ({ input, context }) => {
      const { platform, request, entry } = context as OperationContext & { entry: Entry }
      try {
        const output = await run(givenOf(input as Input, contract, context as OperationContext & { entry: Entry }), {
          entry,
          platform,
        })
        nameVersion(output, request)
        return output
      } catch (error) {
        throw asProblem(asRefusal(error, platform.log), request)
      }
    })
  return built as unknown as AnyProcedure
}

function givenOf<Input>(
  input: Input,
  contract: AnyContract,
  { platform, request, entry }: OperationContext & { entry: Entry },
): GivenInOrganization<Input> {
  return {
    input,
    platform,
    request,
    accountId: entry.caller.accountId ?? '',
    clinicIds: entry.rights?.clinicIds,
    can: (permission) => can(entry, permission),
    expectedVersion: expectedVersion(contract, (input as Wire).headers?.['if-match']),
    entry,
    entrance: entry.entrance as Entrance,
    inControl: (mode, work) =>
      inControl(platform.door, entry.caller, { mode, organizationId: entry.entrance?.organizationId }, work),
    inTenant: (mode, work) => inTenant(platform.door, entry.entrance as Entrance, entry.caller, { mode }, work),
  }
}

const modeOf = (contract: AnyContract): TransactionMode => (contract['~orpc'].route.method === 'GET' ? 'read' : 'write')

function keyOf(contract: AnyContract, given: { input: unknown; accountId: string }, entry: Entry) {
  const { method, path } = contract['~orpc'].route
  const wire = given.input as Wire
  const key = wire.headers?.['idempotency-key']
  if (!key || method !== 'POST' || !entry.caller.accountId) return undefined
  return keyedRequest(entry.caller.accountId, `${method} ${path}`, key, wire)
}

/** `If-Match: "7"` → 7; `*` and nothing → undefined; what cannot be a version matches none. */
function expectedVersion(contract: AnyContract, header: string | undefined): number | undefined {
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

/** Deadlocks and the like are run again from the start; nothing of the first try was kept. */
async function retrying<Result>(
  mode: TransactionMode,
  work: (mode: TransactionMode) => Promise<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await work(mode)
    } catch (error) {
      if (tries >= 3 || !retryable(error)) throw error
    }
  }
}

/** Refuses a change to a version that the caller did not see. */
export function requireVersion(current: number, expected: number | undefined): void {
  if (expected !== undefined && expected !== current) throw refuse('stale')
}
