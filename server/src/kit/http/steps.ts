import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import { openForPlatform, sealForPlatform, sealerOf, type Sealer } from '../crypto/seal.ts'
import { retrying } from '../db/collisions.ts'
import type { Tenant } from '../db/tenant.ts'
import {
  ownTransactions,
  inAccounts,
  inControl,
  inTenant,
  type AccountsTx,
  type Caller,
  type ControlTx,
  type OwnTransactions,
  type TenantTx,
} from '../db/tenant-tx.ts'
import { KeyTaken, type Opening, type Transaction, type TransactionMode } from '../db/transaction.ts'
import { can, type Access } from './gate.ts'
import {
  answeredBefore,
  controlKeys,
  keepAnswer,
  keyedRequest,
  tenantKeys,
  type KeyedRequest,
  type KeyStore,
} from './idempotency.ts'
import type { Platform } from './platform.ts'
import { refuse } from './refusal.ts'
import type { CurrentRequest } from './request.ts'

export interface Given<Input> {
  input: Input
  platform: Platform
  request: CurrentRequest
  access: Access
  /** The signed-in account; empty in public operations. */
  accountId: string
  /** The clinics that the caller's role is scoped to; absent: all of them. */
  clinicIds?: readonly string[]
  can: (permission: Permission) => boolean
  expectedVersion?: number
}

export interface GivenInOrganization<Input> extends Given<Input>, OwnTransactions {
  tenant: Tenant
  sealer: Sealer
}

export interface GivenIn<Input> {
  tenant: GivenInOrganization<Input>
  control: GivenInOrganization<Input>
  accounts: Given<Input>
}

export interface Opened {
  tenant: { tx: TenantTx }
  control: { control: ControlTx; organizationId: string }
  accounts: { accounts: AccountsTx }
}

export type Store = keyof Opened

/** Whom a transaction is bound to, where the gate could not know. */
export type Bound = Partial<Pick<Caller, 'accountId' | 'origin' | 'linkId' | 'linkSubject'>> & {
  organizationId?: string
}

/** What an operation does around and in its one transaction. */
export interface Steps<In extends Store, Input, Result, Before> {
  /** The database that `work` opens; absent: the organization's. */
  in?: In
  /**
   * Throws where a request proves nothing, such as a mailed link that is wrong: before anything at all is opened. What it
   * answers is what was proved; the transaction is bound to it.
   */
  prove?: (given: GivenIn<Input>[In]) => Bound
  /**
   * Comes before the transaction and is kept whatever becomes of it: what takes long, what needs another database, a guess
   * that counts although it is refused. Not done again for a request whose key was answered before.
   */
  before?: (given: GivenIn<Input>[In]) => Before | Promise<Before>
  bind?: (before: Before) => Bound
  /**
   * All that `work` does is done in its transaction. Its key then travels with the first statement: work may begin for a
   * request that was answered already.
   */
  isAllInside?: true
  /** Inside the transaction; run again from its start after a collision or `StartAgain`. */
  work: (given: GivenIn<Input>[In] & Opened[In] & { before: Before }) => Promise<Result>
  /** Comes after the transaction was rolled back for good; may give another refusal than the one that was thrown. */
  refused?: (given: GivenIn<Input>[In] & { before: Before; error: unknown }) => Promise<Error | void>
}

export interface StepsThatGoOn<In extends Store, Input, Result, Before, Output> extends Steps<
  In,
  Input,
  Result,
  Before
> {
  /**
   * Comes after the commit; what it returns is the answer, what it throws refuses although the change is kept. Done again
   * for a request whose key was answered before (`before` is absent then), which ends what a crash cut off.
   */
  after: (given: GivenIn<Input>[In] & { before?: Before; result: Result }) => Promise<Output>
}

export interface Asked {
  mode: TransactionMode
  route: string
  key: string | undefined
}

export const givenTo = <Input>(platform: Platform, request: CurrentRequest, access: Access, input: Input) =>
  ({
    input,
    platform,
    request,
    access,
    tenant: access.tenant,
    sealer: access.tenant && sealerOf(platform.master, access.tenant.organizationId, access.tenant.keys),
    accountId: access.caller.accountId ?? '',
    clinicIds: access.rights?.clinicIds,
    can: (permission) => can(access, permission),
    ...ownTransactions(platform.transactions, access.tenant, access.caller, access.as),
  }) as GivenInOrganization<Input>

type AnyGiven = GivenInOrganization<unknown>

interface AnySteps {
  in?: Store
  prove?: (given: never) => Bound
  before?: (given: never) => unknown
  isAllInside?: true
  bind?: (before: never) => Bound
  work: (given: never) => Promise<unknown>
  refused?: (given: never) => Promise<Error | void>
  after?: (given: never) => Promise<unknown>
}

/** A key whose row is there and then is not has been forgotten between two looks: nothing can be said of it. */
function earlierAnswer(earlier: { answer: unknown } | undefined): unknown {
  if (!earlier) throw refuse('key-reused')
  return earlier.answer
}

/** Takes the steps of an operation; the order is always this one. */
export async function take(steps: AnySteps, given: AnyGiven, { mode, route, key }: Asked): Promise<unknown> {
  const proved = steps.prove?.(given as never)
  const asked = key === undefined ? undefined : keyedRequest(given.accountId, route, key, given.input as object)
  const follow = (result: unknown, before?: unknown) =>
    steps.after ? steps.after({ ...given, result, before } as never) : result
  const { keys, open } = storeOf(steps.in, given)
  const answered = (bound: Bound, request: KeyedRequest) =>
    open({ mode: 'read', isForKeys: true }, bound, ({ tx }) => answeredBefore(tx, keys, request))
  if (asked && steps.before) {
    const earlier = await answered({}, asked)
    if (earlier) return follow(earlier.answer)
  }
  const before = await steps.before?.(given as never)
  const bound: Bound = { ...proved, ...steps.bind?.(before as never) }
  // an account sees no key of another one
  const keyed = asked && { ...asked, accountId: bound.accountId ?? asked.accountId }
  const transaction = () =>
    open(
      { mode, ...(keyed && { ahead: { command: keys.take(keyed), travels: steps.isAllInside ?? false } }) },
      bound,
      async ({ tx, opened }) => {
        const answer = await steps.work({ ...given, ...opened, before } as never)
        if (keyed) keepAnswer(tx, keys, keyed, answer)
        return answer
      },
    )
  const result = await retrying(transaction).catch(async (error: unknown) => {
    if (keyed && error instanceof KeyTaken) return earlierAnswer(await answered(bound, keyed))
    throw (await steps.refused?.({ ...given, before, error } as never)) ?? error
  })
  return follow(result, before)
}

interface OpenStore {
  tx: Transaction
  opened: Opened[Store]
}

interface How extends Pick<Opening, 'mode' | 'ahead'> {
  /** No role from outside reaches the keys, not even its own. */
  isForKeys?: true
}

interface Open {
  keys: KeyStore
  open<Result>(how: How, bound: Bound, work: (store: OpenStore) => Promise<Result>): Promise<Result>
}

function storeOf(store: Store | undefined, { platform, access, tenant, sealer }: AnyGiven): Open {
  const { transactions } = platform
  const callerOf = (bound: Bound): Caller => ({ ...access.caller, ...bound })
  switch (store) {
    case 'accounts':
      return {
        keys: platformKeys(platform),
        open: (how, bound, work) =>
          inAccounts(transactions, callerOf(bound), how, (accounts) => work({ tx: accounts, opened: { accounts } })),
      }
    case 'control':
      return {
        keys: platformKeys(platform),
        open(how, bound, work) {
          const organizationId = bound.organizationId ?? tenant?.organizationId
          const { isForKeys, ...opening } = how
          const as = access.isOperator && !isForKeys ? ('operator' as const) : undefined
          return inControl(transactions, callerOf(bound), { ...opening, organizationId, as }, (control) =>
            work({ tx: control, opened: { control, organizationId } }),
          )
        },
      }
    default:
      return {
        keys: tenantKeys(tenant.organizationId, sealer),
        open: ({ isForKeys, ...how }, bound, work) =>
          inTenant(transactions, tenant, callerOf(bound), { ...how, as: isForKeys ? undefined : access.as }, (tx) =>
            work({ tx, opened: { tx } }),
          ),
      }
  }
}

const platformKeys = ({ master }: Platform): KeyStore =>
  controlKeys({
    seal: (purpose, value) => sealForPlatform(master, purpose, value),
    open: (purpose, sealed) => openForPlatform(master, purpose, sealed),
  })
