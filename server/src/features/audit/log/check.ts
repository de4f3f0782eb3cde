import { z } from 'zod'
import type { LogCheck } from '@polyclinic/contract/audit/log.ts'
import { logChains } from '@polyclinic/contract/audit/log-words.ts'
import { recordsAudit, securityAudit } from '../../../kit/audit/store.ts'
import { checkAudit, countBatches, type Checked } from '../../../kit/audit/verify.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import type { GivenInOrganization } from '../../../kit/http/steps.ts'
import { cursorOf, readCursor } from '../../../kit/http/cursor.ts'

/** Batches of one step: 5,000 events at most, and a second. */
const batchesAtOnce = 10

/** The chain, its last batch that was compared, and how many batches the other one has. */
const position = z.tuple([z.enum(logChains), z.int().min(0), z.int().min(0)])

interface Given extends Pick<GivenInOrganization<unknown>, 'tenant' | 'sealer' | 'inControl'> {
  tx: TenantTx
}

/** One step: all of the chain of the records comes first, then that of the rights and sign-ins. */
export async function checkNext(
  { tx, tenant, sealer, inControl }: Given,
  cursor: string | undefined,
): Promise<LogCheck> {
  const { organizationId } = tenant
  const [chain, after, others] = readCursor(cursor, position) ?? ['records', 0, undefined]
  // one moment: what is old is forgotten meanwhile
  const inSecurity = <Result>(work: (store: ReturnType<typeof securityAudit>) => Promise<Result>) =>
    inControl('snapshot', (control) => work(securityAudit(control, organizationId, sealer)))
  if (chain === 'security')
    return stepOf(chain, await inSecurity((store) => checkAudit(store, after, batchesAtOnce)), others)
  const batches = others ?? (await inSecurity(countBatches))
  const step = stepOf(chain, await checkAudit(recordsAudit(tx), after, batchesAtOnce), batches)
  return step.cursor ? step : { ...step, cursor: cursorOf(['security', 0, step.total - batches]) }
}

const stepOf = (chain: LogCheck['chain'], { next, ...checked }: Checked, others = 0): LogCheck => ({
  ...checked,
  chain,
  total: checked.total + others,
  ...(next !== undefined && { cursor: cursorOf([chain, next, others]) }),
})
