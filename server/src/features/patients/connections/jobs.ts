import { retention } from '../../../kit/jobs/retention.ts'
import { id } from '@polyclinic/contract/kit/ids.ts'
import { brandingOf } from '../../../kit/mail/branding.ts'
import { job } from '../../../kit/jobs/job.ts'
import { knownLanguage } from '../../../kit/text/text.ts'
import { isOn } from '../../../kit/toggles/toggles.ts'
import { queueMessage } from '../../messaging/public.ts'
import { makeCode } from './actions.ts'
import { connectionMessage } from './content.ts'
import { newCode } from './rules.ts'

/** Makes the code that was asked for and sends it, where the clinic holds that contact. Running twice sends once. */
export const sendConnectionCode = job(
  'patients.send-claim-code',
  { codeId: id },
  async ({ platform, tenant, payload, inTenant }) => {
    if (!isOn(tenant, 'patient-accounts')) return
    const { codeId } = payload
    const code = newCode()
    await inTenant('write', async (tx) => {
      const contact = await makeCode(tx, codeId, code)
      if (!contact) return
      const url = `${platform.config.origin}/claim/${tenant.slug}?email=${encodeURIComponent(contact.email)}`
      await queueMessage(tx, {
        channel: 'email',
        key: `claim|${codeId}`,
        patientId: contact.patientId,
        template: 'claim-code',
        language: knownLanguage(contact.language),
        to: contact.email,
        content: connectionMessage(contact.language, {
          organization: tenant.name,
          code,
          url,
          brand: brandingOf(tx.organization),
        }),
        delaySeconds: 0,
      })
    })
  },
)

/** Codes are over within minutes; what they counted against a guess, a month later. */
export const oldCodes = retention('patients.old-codes', {
  in: 'tenant',
  forget: 'tenant.forget_claim_codes',
  next: 'tenant.next_old_claim_code_at',
})
