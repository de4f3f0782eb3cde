import type { ConsentAsked } from '@polyclinic/contract/programs/connected-apps.ts'
import { contract } from '@polyclinic/contract/contract.ts'
import { rightsOf } from '../../../kit/http/rights.ts'
import { findTenantById } from '../../../kit/db/tenant.ts'
import { inControl, type AccountsTx } from '../../../kit/db/tenant-tx.ts'
import { enforceSecondFactor } from '../../../kit/http/conditions.ts'
import type { Access } from '../../../kit/http/gate.ts'
import { operation } from '../../../kit/http/operation.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import type { CurrentRequest } from '../../../kit/http/request.ts'
import { isAskedHere } from '../authorization-server/keys.ts'
import { provedAt } from '../authorization-server/queries.ts'
import { recordSecurityEvent } from '../../identity/public.ts'
import { allowApp, disconnectApp, refuseApp } from './actions.ts'
import { findQuestion, listConnected, type QuestionRow } from './queries.ts'
import { askedOf, decided } from './rules.ts'

export const connectedAppRoutes = {
  list: operation(contract.programs.connectedApps.list, {
    in: 'accounts',
    work: async ({ accounts, accountId }) => ({
      items: (await listConnected(accounts, accountId)).map(
        ({ client_id, name, slug, organization_name, scopes, since }) => ({
          id: client_id,
          name,
          organization: { slug, name: organization_name },
          scopes: scopes ?? [],
          since,
        }),
      ),
    }),
  }),

  disconnect: operation(contract.programs.connectedApps.disconnect, {
    in: 'accounts',
    work: async ({ accounts, accountId, input, request }) => {
      const { id } = input.params
      const ended = await disconnectApp(accounts, accountId, id)
      if (!ended) throw refuse('not-found')
      await recordSecurityEvent(accounts, request, {
        kind: 'app-disconnected',
        accountId,
        organizationId: ended.organizationId,
        details: { client: id },
      })
      return { id }
    },
  }),

  consent: operation(contract.programs.connectedApps.consent, {
    in: 'accounts',
    work: async ({ accounts, platform, access, input, request }) => {
      const { question, permissions } = await openQuestion(platform, accounts, access, request, input.params.uid)
      return askedOf(question, permissions) satisfies ConsentAsked
    },
  }),

  decide: operation(contract.programs.connectedApps.decide, {
    in: 'accounts',
    work: async ({ accounts, platform, accountId, access, input, request }) => {
      const { uid } = input.params
      const { question, permissions } = await openQuestion(platform, accounts, access, request, uid)
      if (!input.body.allow) {
        await refuseApp(accounts, uid)
        return { url: question.returnTo }
      }
      const session = access.who?.session
      // the application wants to know that it is really them, now (OpenID Connect Core §3.1.2.1)
      const isFresh = question.prompt.reasons.some((reason) => reason === 'login_prompt' || reason === 'max_age')
      if (!session || (isFresh && !session.isConfirmed)) throw refuse('confirmation-needed')
      const at = await provedAt(platform.databases.accounts, session.id)
      if (at === undefined) throw refuse('signed-out')
      const given = decided(question, permissions, input.body.scopes)
      await allowApp(accounts, uid, question, { accountId, provedAt: at, ...given })
      await recordSecurityEvent(accounts, request, {
        kind: 'app-connected',
        accountId,
        sessionId: session.id,
        organizationId: question.organization_id,
        details: { client: question.client_id, scopes: given.allowed },
      })
      return { url: question.returnTo }
    },
  }),
}

/** The question, for a member of the organization whose application it is, in the browser in which it was asked. */
async function openQuestion(
  platform: Platform,
  accounts: AccountsTx,
  { caller, who }: Access,
  request: CurrentRequest,
  uid: string,
): Promise<{ question: QuestionRow; permissions: ReadonlySet<string> }> {
  if (!isAskedHere(platform.master, uid, request.headers.cookie)) {
    // not waited for: inside a transaction nothing waits for another connection
    void platform.refusals.record(request, {
      kind: 'link-refused',
      accountId: caller.accountId,
      details: { what: 'consent' },
    })
    throw refuse('link-ended')
  }
  const question = await findQuestion(accounts, uid)
  if (!question || question.is_answered) throw refuse('link-ended')
  const tenant = await inControl(platform.transactions, caller, { mode: 'read' }, (control) =>
    findTenantById(control, question.organization_id),
  )
  const rights = tenant && rightsOf(tenant)
  if (!tenant || !rights || !who) throw refuse('not-found')
  enforceSecondFactor(tenant, who)
  return { question, permissions: rights.permissions }
}
