import { contract } from '@polyclinic/contract/contract.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import { operation } from '../../../kit/http/operation.ts'
import { Refusal, refuseField } from '../../../kit/http/refusal.ts'
import { queueAccountMail } from '../account-mails/actions.ts'
import { recordSecurityEvent } from '../security-events/actions.ts'
import { askForAddress, confirmAddress } from './actions.ts'

export const emailChangeRoutes = {
  changeEmail: operation(contract.identity.account.changeEmail, {
    in: 'accounts',
    work: async ({ accounts, platform, accountId, input, access, request }) => {
      const { email } = input.body
      const { master, config } = platform
      const { own, token } = await askForAddress(accounts, accountId, email)
      if (own.email === email) throw refuseField('email', 'own-address', 'is your address already')
      const { language, name } = { language: own.language ?? 'en', name: own.name }
      await queueAccountMail(accounts, master, {
        kind: token ? 'email-change' : 'email-taken',
        to: email,
        language,
        url: token ? `${config.origin}/email-changes/${token}` : `${config.origin}/sign-in`,
        names: { name: token ? name : '', email },
      })
      await queueAccountMail(accounts, master, {
        kind: 'email-change-notice',
        to: own.email,
        language,
        url: `${config.origin}/account`,
        names: { name, email },
      })
      await recordSecurityEvent(accounts, request, {
        kind: 'email-change-asked',
        accountId,
        sessionId: access.who?.session?.id,
      })
      platform.changes.signal(pooledPlacementId, '')
      return { email }
    },
  }),

  confirmEmail: operation(contract.identity.account.confirmEmail, {
    in: 'accounts',
    work: async ({ accounts, platform, input, access, request }) => {
      const { who } = access
      const { accountId, before, email } = await confirmAddress(accounts, input.params.token, who?.session?.id).catch(
        (error: unknown) => {
          // not waited for: inside a transaction nothing waits for another connection
          if (error instanceof Refusal)
            void platform.refusals.record(request, { kind: 'link-refused', details: { what: 'email-change' } })
          throw error
        },
      )
      await queueAccountMail(accounts, platform.master, {
        kind: 'email-changed',
        to: before.email,
        language: before.language ?? 'en',
        url: `${platform.config.origin}/sign-in`,
        names: { name: before.name, email },
      })
      await recordSecurityEvent(accounts, request, { kind: 'email-changed', accountId })
      platform.changes.signal(pooledPlacementId, '')
      return { email }
    },
  }),
}
