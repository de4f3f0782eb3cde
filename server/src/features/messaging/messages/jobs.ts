import { ask } from '../../../kit/db/ask.ts'
import { findTenantById, type Tenant } from '../../../kit/db/tenant.ts'
import { newId } from '../../../kit/db/ids.ts'
import { inControl, inTenant, type TenantTx } from '../../../kit/db/tenant-tx.ts'
import { extensionPoint } from '../../../kit/extension.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { job, type Job } from '../../../kit/jobs/job.ts'
import { dueWork } from '../../../kit/jobs/due-work.ts'
import { asNotAccepted } from '../../../kit/mail/mail.ts'
import { sendBy } from '../channels/channel.ts'
import { organizations } from '../../organizations/public.ts'
import { claimDueMessage, markNotAccepted, markSent, type WriteNotice } from './actions.ts'
import { pauseAfter } from './rules.ts'
import { bytea, nullable, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

/** Writes what a notice says as things stand when it leaves; nothing where it is not this writer's, or has nothing to say. */
export const noticeWriter = extensionPoint<(platform: Platform) => WriteNotice>('messaging.notice-writer')

/** Messages that one job sends: the rest is the next one's, behind those of organizations that have few. */
export const slice = 50

/** Sends what is due: claimed, written and committed first, so that no message leaves twice and each says what is true. */
export const deliverMessages: Job<object> = job(
  'messaging.deliver',
  {},
  async ({ inTenant, platform, tenant, addJob }) => {
    const writers = platform.transactions.extensions(noticeWriter).map((writer) => writer(platform))
    const write: WriteNotice = async (tx, waiting) => {
      for (const writer of writers) {
        const notice = await writer(tx, waiting)
        if (notice) return notice
      }
      return undefined
    }
    const logo = logoOnce(platform, tenant, inTenant)
    for (let nth = 0; nth < slice; nth++) {
      const claimed = await inTenant('write', (tx) => claimDueMessage(tx, write))
      if (!claimed) return
      if (claimed === 'withdrawn') continue
      const { id, attempts } = claimed
      const refusal = await sendBy[claimed.channel](platform, { ...claimed, ...(await logo()) }).then(
        () => undefined,
        asNotAccepted,
      )
      await inTenant('write', (tx) =>
        refusal
          ? markNotAccepted(tx, claimed, refusal, refusal.isFinal ? undefined : pauseAfter(attempts))
          : markSent(tx, id),
      )
    }
    await addJob(deliverMessages, { organizationId: tenant.organizationId }, { key: keyOf(tenant.organizationId) })
  },
)

const keyOf = (organizationId: string) => `deliver|${organizationId}`

/** Messages whose moment came without an event that says so. */
export const dueMessages = dueWork(
  'messaging.due-messages',
  { in: 'tenant', next: 'tenant.next_message_at()', rest: 10 },
  async ({ ask: askHere, addJob }) => {
    const rows = await askHere(
      shape({ organization_id: uuid })`select organization_id from tenant.organizations_with_due_messages()`,
    )
    for (const { organization_id } of rows)
      await addJob(deliverMessages, { organizationId: organization_id }, { key: keyOf(organization_id) })
  },
)

export async function whereMessagesWait<Result>(
  { databases, transactions }: Platform,
  work: (tx: TenantTx) => Promise<Result>,
): Promise<Result[]> {
  const caller = { requestId: newId(), origin: 'job' }
  const results: Result[] = []
  const placements = await ask(
    databases.control,
    shape({ id: uuid, connection_sealed: nullable(bytea) })`select id, connection_sealed from control.placements`,
  )
  for (const { id, connection_sealed: connectionSealed } of placements) {
    const rows = await ask(
      databases.holding({ id, connectionSealed }),
      shape({ organization_id: uuid })`select organization_id from tenant.organizations_with_waiting_messages()`,
    )
    for (const { organization_id } of rows) {
      const tenant = await inControl(transactions, caller, { mode: 'read' }, (control) =>
        findTenantById(control, organization_id),
      )
      if (tenant) results.push(await inTenant(transactions, tenant, caller, { mode: 'write' }, work))
    }
  }
  return results
}

type InTenant = <Result>(mode: 'read', work: (tx: TenantTx) => Promise<Result>) => Promise<Result>

/** Read for the first mail that wants it, and no second time for those behind it. */
function logoOnce({ blobs }: Platform, { logoFileId }: Tenant, inTenant: InTenant) {
  let known: Promise<{ logo?: string }> | undefined
  const read = async () => {
    const picture = logoFileId ? await inTenant('read', (tx) => organizations.readLogo(tx, blobs)) : undefined
    return picture ? { logo: picture.content.toString('base64') } : {}
  }
  return () => (known ??= read())
}
