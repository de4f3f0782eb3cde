import { contract } from '@polyclinic/contract/contract.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import type { Tenant } from '../../../kit/db/tenant.ts'
import { inAccounts, inControl, type TenantTx } from '../../../kit/db/tenant-tx.ts'
import type { Access } from '../../../kit/http/gate.ts'
import { operation } from '../../../kit/http/operation.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import { queueAccountMail } from '../account-mails/actions.ts'
import { cookie } from '../devices/cookies.ts'
import { findOwn } from '../accounts/queries.ts'
import { asPatientOf, linkedPatients } from '../me/queries.ts'
import { recordSecurityEvent } from '../security-events/actions.ts'
import { beginDeletion, endsOfAccount } from './actions.ts'
import { finishDeletion } from './jobs.ts'
import { everythingOfSignIns, keptBy, keptOfAccounts, keptOfSignIns, membershipsOf, settingsOf } from './queries.ts'

export const ownDataRoutes = {
  export: operation(contract.identity.account.export, {
    in: 'accounts',
    before: ({ platform, access, accountId }) => readEverything(platform, access, accountId),
    work: ({ accounts, accountId, access, request }) =>
      recordSecurityEvent(accounts, request, {
        kind: 'exported',
        accountId,
        sessionId: access.who?.session?.id,
        details: { what: 'account' },
      }),
    after: async ({ platform, access, accountId, before }) => before ?? readEverything(platform, access, accountId),
  }),

  remove: operation(contract.identity.account.remove, {
    in: 'accounts',
    work: async ({ accounts, platform: { transactions, master, config }, accountId, input }) => {
      const own = await findOwn(accounts, accountId)
      if (!own) throw refuse('signed-out')
      if (own.email !== input.body.email)
        throw refuseField('email', 'other-address', 'is not the address of this account')
      await beginDeletion(accounts, accountId, transactions.extensions(endsOfAccount))
      await queueAccountMail(accounts, master, {
        kind: 'account-deleted',
        to: own.email,
        language: own.language ?? 'en',
        url: `${config.origin}/`,
        names: { name: own.name },
      })
    },
    after: async ({ platform, request, accountId }) => {
      platform.changes.signal(pooledPlacementId, '')
      // what is cut off here is ended by identity.unfinished-deletions
      await finishDeletion(platform, accountId).catch((error: Error) =>
        platform.log.warn({ part: 'deletion', err: error }, 'a deletion goes on in the background'),
      )
      request.setHeader('set-cookie', cookie(platform.config, platform.master, 'session_token', undefined))
      return { id: accountId }
    },
  }),
}

async function readEverything(platform: Platform, access: Access, accountId: string): Promise<Record<string, unknown>> {
  const [{ transactions }, { caller }] = [platform, access]
  const signIns = await inAccounts(transactions, caller, { mode: 'read' }, async (accounts) => {
    const { kept } = await everythingOfSignIns(accounts, accountId)
    for (const keptOf of transactions.extensions(keptOfSignIns)) Object.assign(kept, await keptOf(accounts, accountId))
    return kept
  })
  const { settings, memberships } = await inControl(transactions, caller, { mode: 'read' }, async (control) => ({
    settings: await settingsOf(control, accountId),
    memberships: await membershipsOf(control, accountId),
  }))
  const works = []
  for (const { organizationId, kept: membership } of memberships) {
    const there = await inControl(transactions, caller, { mode: 'read', organizationId }, async (control) => {
      const { kept } = await keptBy(control, organizationId, accountId)
      for (const keptOf of transactions.extensions(keptOfAccounts))
        Object.assign(kept, await keptOf(control, organizationId, accountId))
      return kept
    })
    works.push({ ...membership, ...there })
  }
  const linksIn = async (tx: TenantTx, { name, slug }: Tenant) => ({
    organization: name,
    slug,
    links: await linkedPatients(tx),
  })
  const patients = await asPatientOf(platform, access, linksIn, settings.patient_of ?? [])
  return { ...signIns, language: settings.language, memberships: works, patients }
}
