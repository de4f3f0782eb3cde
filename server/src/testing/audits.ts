import { chainNext } from '../kit/audit/sealing.ts'
import { recordsAudit, securityAudit, type AuditStore } from '../kit/audit/store.ts'
import { verifyAudit, type Verified } from '../kit/audit/verify.ts'
import { sealerOf } from '../kit/crypto/seal.ts'
import { inControl } from '../kit/db/tenant-tx.ts'
import type { TransactionMode } from '../kit/db/transaction.ts'
import { testMaster } from './cluster.ts'
import type { TestOrganization, World } from './world.ts'

/** A transaction with one of an organization's audits; to write, unless told. */
export type InAudit = <Result>(work: (store: AuditStore) => Promise<Result>, mode?: TransactionMode) => Promise<Result>

export const recordsOf =
  ({ inTenant }: TestOrganization): InAudit =>
  (work, mode) =>
    inTenant((tx) => work(recordsAudit(tx)), mode)

export const securityOf =
  ({ application }: World, { id, owner, tenant }: TestOrganization): InAudit =>
  (work, mode = 'write') =>
    inControl(
      application.platform.transactions,
      { accountId: owner.accountId, requestId: 'test' },
      { mode, organizationId: id, isBesideGate: true },
      (control) => work(securityAudit(control, id, sealerOf(testMaster, id, tenant.keys))),
    )

export const verified = (inAudit: InAudit): Promise<Verified> => inAudit(verifyAudit, 'read')

/** Until nothing waits; events that another transaction may still precede are waited for. Answers how many batches it took. */
export async function chainAll(inAudit: InAudit): Promise<number> {
  let batches = 0
  while ((await verified(inAudit)).loose > 0) if (await inAudit(chainNext)) batches++
  return batches
}
