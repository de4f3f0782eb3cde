import type { Config } from '../../../kit/config/config.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import type { Job } from '../../../kit/jobs/jobs.ts'
import { queueMessage, withdrawMessages } from '../../messaging/public.ts'
import { visitFacts } from '../visits/actions.ts'
import { visitToken } from '../visits/rules.ts'
import type { VisitFacts } from '../visits/view.ts'
import { noticeOf, type NoticeKind } from './content.ts'

/** The address of the page behind a mailed link. */
export const visitUrl = (config: Config, tx: TenantTx, appointmentId: string) =>
  `${config.origin}/visit/${tx.organization.slug}/${visitToken(tx.sealer, appointmentId)}`

/**
 * Tells about a visit what is true when the job runs: a change takes back what was not sent yet, and whoever was never
 * told of a visit is not told that it moved or ended. Keys carry the visit's sequence, so running twice sends once.
 */
export const tellAbout =
  (kind: NoticeKind): Job =>
  async ({ inTenant, payload, platform }) => {
    await inTenant('write', async (tx) => {
      const facts = await visitFacts(tx, String(payload.appointmentId))
      if (!facts) return
      const { withdrawn, wasTold } = await withdrawMessages(tx, facts.appointmentId)
      const notice = noticeFor(kind, facts, { wasTold, isWanted: payload.notify === 'yes' || withdrawn > 0 })
      if (!notice) return
      // whatever a patient does online is answered at once
      const delaySeconds = payload.by === 'link' ? 0 : platform.config.messageDelaySeconds
      for (const [nth, recipient] of facts.recipients.entries()) {
        await queueMessage(tx, {
          key: `${notice}|${facts.appointmentId}|${facts.icsSequence}|${nth}`,
          template: `visit-${notice}`,
          language: facts.language,
          to: recipient.email,
          content: noticeOf(notice, facts, recipient, visitUrl(platform.config, tx, facts.appointmentId)),
          appointmentId: facts.appointmentId,
          patientId: facts.patientId,
          delaySeconds,
        })
      }
    })
  }

/** What there is to tell now, whatever happened first. */
function noticeFor(
  kind: NoticeKind,
  { state }: VisitFacts,
  told: { wasTold: boolean; isWanted: boolean },
): NoticeKind | undefined {
  if (!told.isWanted) return undefined
  if (state === 'cancelled') return told.wasTold ? 'cancelled' : undefined
  if (state !== 'booked' && state !== 'confirmed') return undefined
  return kind === 'moved' && told.wasTold ? 'moved' : 'booked'
}
