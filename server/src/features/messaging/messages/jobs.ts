import type { Placement } from '../../../kit/db/databases.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import type { AddJob, Job } from '../../../kit/jobs/jobs.ts'
import type { Mailer } from '../../../kit/mail/mail.ts'
import { claimDueMessages, markRefused, markSent } from './actions.ts'

/** Tries before a message counts as failed. */
const tries = 6

/** Sends what is due: claimed and committed first, so that no message leaves twice. */
export const deliverMessages =
  (mailer: Mailer): Job =>
  async ({ inTenant, platform }) => {
    for (;;) {
      const due = await inTenant('write', claimDueMessages)
      if (due.length === 0) return
      for (const { id, to, content, attempts } of due) {
        const messageId = `<${id}@${new URL(platform.config.origin).hostname}>`
        const refusal = await mailer.send({ to, ...content, messageId }).then(
          () => undefined,
          (error: Error) => error.message,
        )
        if (refusal === undefined) await inTenant('write', (tx) => markSent(tx, id))
        else {
          const again = attempts < tries ? { inSeconds: 30 * 2 ** attempts } : undefined
          await inTenant('write', (tx) => markRefused(tx, id, refusal.slice(0, 200), again))
        }
      }
    }
  }

/** Finds messages whose moment came without an event that says so. */
export async function sweepDueMessages(platform: Platform, placement: Placement, addJob: AddJob): Promise<void> {
  const { rows } = await platform.databases
    .holding(placement)
    .query<{ organization_id: string }>('select organization_id from tenant.organizations_with_due_messages()')
  for (const { organization_id } of rows)
    await addJob('messaging.deliver', { organizationId: organization_id }, { key: `deliver|${organization_id}` })
}
