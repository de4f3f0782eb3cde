import { sql } from 'kysely'
import type { MasterKey } from '../crypto/master-key.ts'
import type { Extensions } from '../extension.ts'
import { waitingListeners, type EventType, type ListenerWithin } from '../jobs/events.ts'
import { sealerOf, type Sealer } from '../crypto/seal.ts'
import type { Breaker } from './outages/breaker.ts'
import type { Databases } from './databases.ts'
import type { RememberedTenants } from './tenants/remembered.ts'
import type { PromiseLook } from '../jobs/promised-looks.ts'
import type { Settings } from './tenants/settings.ts'
import { factsOf, type OrganizationFacts, type Tenant } from './tenant.ts'
import { roleName, type OutsideRole, type TakenRole } from './roles.ts'
import {
  actingAsItself,
  inTransaction,
  type ActingTransaction,
  type Opening,
  type Transaction,
  type TransactionMode,
} from './transaction.ts'

declare const minted: unique symbol

export interface Caller {
  /** Absent for public operations and for the system's own work. */
  accountId?: string
  requestId: string
  /** Where the request came from: `web`, `api`, `link`, `job`, or the program: `key:<id>`, `app:<id>`. */
  origin?: string
  /** A mailed link that was proved: of its subject, and of nothing else, its holder sees more than visitors do. */
  linkId?: string
  /** Likewise the subject itself, of a link from before links were rows. */
  linkSubject?: string
  /** By which support access they act, where the organization let them in as somebody who runs the platform. */
  supportId?: string
  hidesRestricted?: boolean
}

/**
 * A transaction in the database that holds one organization, bound to it by row level security.
 * Minted by the HTTP gate, the job runner, the cli and the test kit alone (tools/check-imports).
 */
export interface TenantTx extends Transaction, Pick<OwnTransactions, 'inControl'> {
  readonly [minted]: 'tenant'
  readonly organization: OrganizationFacts
  readonly caller: Caller
  readonly sealer: Sealer
  /** Seconds that what staff change waits before anybody is written to. */
  readonly messageDelaySeconds: number
  readonly extensions: Extensions
  /** Writes an event with the commit, after what listens within it was heard. */
  announce<Payload>(event: EventType<Payload>, payload: NoInfer<Payload>): void
  /**
   * What the organization does for somebody from outside, once it is certain that they may ask for it: with its own rights
   * instead of theirs. Nothing changes for its members. Listed with reasons in tools/check-imports.
   */
  asOrganization<Result>(work: () => Promise<Result>): Promise<Result>
  /**
   * Runs once this transaction has ended, whether it was kept or not, and before its answer is given. What fails then is
   * logged and refuses nothing: due work or an event has to be its net.
   */
  whenEnded(work: (own: OwnTransactions) => Promise<void>): void
}

/** Transactions of their own, kept whatever becomes of the one that they stand beside. */
export interface OwnTransactions {
  inControl<Result>(mode: TransactionMode, work: (control: ControlTx) => Promise<Result>): Promise<Result>
  inTenant<Result>(mode: TransactionMode, work: (tx: TenantTx) => Promise<Result>): Promise<Result>
}

/** A transaction in the control database, bound to an account and, where one is given, to an organization. */
export interface ControlTx extends Transaction {
  readonly [minted]: 'control'
  readonly caller: Caller
}

/** A transaction in the schema auth, as its own role: an account's sessions, factors and tokens. Identity's alone. */
export interface AccountsTx extends Transaction {
  readonly [minted]: 'accounts'
  readonly caller: Caller
  /** Runs once the change is kept: a cookie of a session that was rolled back must not reach the browser. */
  afterCommit(work: () => void): void
}

export interface Transactions {
  databases: Databases
  master: MasterKey
  extensions: Extensions
  within?: readonly ListenerWithin[]
  /** As configured; nothing waits that a person does by a link. */
  messageDelaySeconds: number
  /** Of long work: on connections that no request waits for, a minute a statement, reading alone, as {batch}. */
  isLong?: boolean
  breaker: Breaker
  /** What the control database said of callers and organizations; a writing transaction there makes it ask again. */
  rememberedTenants: RememberedTenants
  /** Before a dedicated database keeps what was written: somebody will look there, whatever becomes of this process. */
  promiseLook: PromiseLook
  onCommitted?(placementId: string, organizationId: string): void
  onEndFailed?(error: unknown, organizationId: string): void
}

export interface TenantOptions extends Pick<Opening, 'mode' | 'ahead'> {
  /** As somebody from outside: rows are also restricted by what links open, or to what is published. */
  as?: OutsideRole | 'operator'
}

/** The transactions of one organization for one caller; without an organization there is none to its database. */
export const ownTransactions = (
  transactions: Transactions,
  tenant: Tenant | undefined,
  caller: Caller,
  as?: OutsideRole,
): OwnTransactions => ({
  inControl: (mode, work) => inControl(transactions, caller, { mode, organizationId: tenant?.organizationId }, work),
  inTenant: (mode, work) => inTenant(transactions, tenant as Tenant, caller, { mode, as }, work),
})

export async function inTenant<Result>(
  transactions: Transactions,
  tenant: Tenant,
  caller: Caller,
  { mode, as, ahead }: TenantOptions,
  work: (tx: TenantTx) => Promise<Result>,
): Promise<Result> {
  let announced = false
  const { placement } = tenant
  const pool = databasesOf(transactions).holding(placement)
  const endings: Ending[] = []
  const beside = ownTransactions(transactions, tenant, caller)
  const waiting = waitingListeners(transactions.within ?? [])
  const settings = { ...settingsOf(caller, tenant.organizationId), ...roleIn(transactions, as, caller) }
  const wrap = (transaction: ActingTransaction): TenantTx => {
    const tx = {
      ...forwarded(transaction),
      organization: factsOf(tenant),
      caller,
      sealer: sealerOf(transactions.master, tenant.organizationId, tenant.keys),
      messageDelaySeconds: caller.origin === 'link' ? 0 : transactions.messageDelaySeconds,
      extensions: transactions.extensions,
      inControl: <Done>(...given: Parameters<typeof beside.inControl<Done>>) =>
        transaction.open().then(() => beside.inControl(...given)),
      asOrganization: <Done>(work: () => Promise<Done>) => actingAsItself(transaction, work),
      whenEnded: (ending: Ending) => void endings.push(ending),
      announce<Payload>(event: EventType<Payload>, payload: Payload) {
        const written = event.write(payload)
        announced = true
        waiting.add(tx, event.name, written)
        transaction.atCommit(eventRow(tenant, event.name, { ...written, by: caller.origin ?? 'job' }))
      },
    } as unknown as TenantTx
    return tx
  }
  const whole = async (tx: TenantTx) => {
    const result = await work(tx)
    await tx.asOrganization(() => waiting.hearAll())
    if (mode === 'write') await transactions.promiseLook(placement.id)
    return result
  }
  try {
    const run = () => inTransaction(pool, { settings, mode, ahead }, wrap, whole)
    const result = await transactions.breaker.run(placement.id, pool, run)
    if (announced) transactions.onCommitted?.(placement.id, tenant.organizationId)
    return result
  } finally {
    await endAll(transactions, tenant, caller, endings)
  }
}

const eventRow = ({ organizationId }: Tenant, name: string, payload: object) =>
  sql`insert into tenant.events (organization_id, name, payload) values (${organizationId}, ${name}, ${JSON.stringify(payload)})`

type Ending = (own: OwnTransactions) => Promise<void>

/** As the system's own work: what a claim becomes is nobody's change. */
async function endAll(
  transactions: Transactions,
  tenant: Tenant,
  { requestId }: Caller,
  endings: readonly Ending[],
): Promise<void> {
  const own = ownTransactions(transactions, tenant, { requestId, origin: 'job' })
  for (const ending of endings)
    await ending(own).catch((error: unknown) => transactions.onEndFailed?.(error, tenant.organizationId))
}

export interface ControlOptions extends Pick<Opening, 'mode' | 'ahead'> {
  organizationId?: string
  /** It writes nothing that the gate asks for: what is remembered of organizations and callers holds on. */
  isBesideGate?: true
  /** As who runs the platform, who sees of organizations what is counted of them. */
  as?: 'operator'
}

export async function inControl<Result>(
  transactions: Transactions,
  caller: Caller,
  { mode, ahead, organizationId, isBesideGate, as }: ControlOptions,
  work: (control: ControlTx) => Promise<Result>,
): Promise<Result> {
  const role = as && roleName(transactions.databases.rolePrefix, as)
  const settings = { ...settingsOf(caller, organizationId), isLong: transactions.isLong, role }
  const wrap = (transaction: Transaction) => ({ ...forwarded(transaction), caller }) as unknown as ControlTx
  const result = await inTransaction(databasesOf(transactions).control, { settings, mode, ahead }, wrap, work)
  if (mode === 'write' && !isBesideGate) transactions.rememberedTenants.forget(organizationId, caller.accountId)
  return result
}

export async function inAccounts<Result>(
  transactions: Transactions,
  caller: Caller,
  { mode, ahead }: Pick<Opening, 'mode' | 'ahead'>,
  work: (accounts: AccountsTx) => Promise<Result>,
): Promise<Result> {
  const settings = settingsOf(caller)
  const after: (() => void)[] = []
  const wrap = (transaction: Transaction): AccountsTx =>
    ({
      ...forwarded(transaction),
      caller,
      afterCommit: (then: () => void) => void after.push(then),
    }) as unknown as AccountsTx
  const result = await inTransaction(transactions.databases.accounts, { settings, mode, ahead }, wrap, work)
  for (const then of after) then()
  return result
}

function roleIn({ databases, isLong }: Transactions, as: TakenRole | undefined, { hidesRestricted }: Caller) {
  const taken: TakenRole | undefined = as ?? (isLong ? 'batch' : undefined)
  const role = taken && roleName(databases.rolePrefix, taken)
  return { role, isLong, hidesRestricted: hidesRestricted ?? as !== undefined }
}

const databasesOf = ({ databases, isLong }: Transactions) => (isLong ? databases.longWork : databases)

const settingsOf = ({ requestId, origin, ...caller }: Caller, organizationId?: string): Settings => {
  const { accountId, linkId, linkSubject, supportId } = caller
  return { organizationId, accountId, requestId, origin, linkId, linkSubject, supportId }
}

function forwarded(transaction: Transaction): Transaction {
  return {
    all: (query) => transaction.all(query),
    one: (query) => transaction.one(query),
    maybe: (query) => transaction.maybe(query),
    run: (query) => transaction.run(query),
    atCommit: (query) => transaction.atCommit(query),
  }
}
