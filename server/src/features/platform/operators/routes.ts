import { contract } from '@polyclinic/contract/contract.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import { secretHash } from '../../../kit/crypto/secret-hash.ts'
import { operation } from '../../../kit/http/operation.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse, type Refusal } from '../../../kit/http/refusal.ts'
import type { CurrentRequest } from '../../../kit/http/request.ts'
import { queueAccountMail } from '../../identity/public.ts'
import { acceptInvitation, changeRole, endOperator, inviteOperator, withdrawInvitation } from './actions.ts'
import { listInvitations, listOperators, previewInvitation } from './queries.ts'
import { invitationView, operatorView } from './view.ts'

export const operatorRoutes = {
  list: operation(contract.platform.platformOperators.list, {
    in: 'control',
    work: async ({ control }) => ({
      items: (await listOperators(control)).map(operatorView),
      invitations: (await listInvitations(control)).map(invitationView),
    }),
  }),

  invite: operation(contract.platform.platformOperators.invite, {
    in: 'control',
    work: async ({ control, platform, input }) => {
      const { email, role, language = 'en' } = input.body
      const { row, token } = await inviteOperator(control, { email, role })
      await queueAccountMail(control, platform.master, {
        kind: 'operator-invitation',
        to: email,
        language,
        url: `${platform.config.origin}/platform/invitations/${token}`,
        names: { role },
      })
      return invitationView(row)
    },
    after: async ({ platform, result }) => {
      platform.changes.signal(pooledPlacementId, '')
      return result
    },
  }),

  withdraw: operation(contract.platform.platformOperators.withdraw, {
    in: 'control',
    work: async ({ control, input }) => invitationView(await withdrawInvitation(control, input.params.id)),
  }),

  preview: operation(contract.platform.platformOperators.preview, {
    in: 'control',
    work: async ({ control, platform, request, input }) => {
      const row = await previewInvitation(control, secretHash(input.params.token))
      if (!row) throw refused({ platform, request }, 'not-found')
      if (row.state !== 'open') throw refused({ platform, request }, 'operator-invitation-ended')
      return { email: row.email, role: row.role, expiresAt: row.expires_at }
    },
  }),

  accept: operation(contract.platform.platformOperators.accept, {
    in: 'control',
    work: async ({ control, platform, request, accountId, input }) => {
      const outcome = await acceptInvitation(control, input.params.token)
      if (typeof outcome === 'string') throw refused({ platform, request, accountId }, outcome)
      return outcome
    },
  }),

  update: operation(contract.platform.platformOperators.update, {
    in: 'control',
    work: async ({ control, input: { params, body }, expectedVersion }) =>
      operatorView(await changeRole(control, params.accountId, expectedVersion, body.role)),
  }),

  end: operation(contract.platform.platformOperators.end, {
    in: 'control',
    work: async ({ control, input }) => operatorView(await endOperator(control, input.params.accountId)),
  }),
}

interface Refused {
  platform: Platform
  request: CurrentRequest
  accountId?: string
}

/** A link that somebody made up, found or kept is written down; not waited for, inside a transaction. */
function refused({ platform, request, accountId }: Refused, code: 'not-found' | 'operator-invitation-ended'): Refusal {
  const details = { what: 'operator-invitation' }
  void platform.refusals.record(request, { kind: 'link-refused', ...(accountId && { accountId }), details })
  return refuse(code)
}
