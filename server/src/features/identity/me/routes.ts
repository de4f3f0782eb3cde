import { contract } from '@polyclinic/contract/contract.ts'
import type { Me } from '@polyclinic/contract/identity/me.ts'
import { findEntranceById } from '../../../kit/db/entrance.ts'
import { inAccounts, inControl, inTenant } from '../../../kit/db/tenant-tx.ts'
import type { Entry } from '../../../kit/http/gate.ts'
import { freeOperation } from '../../../kit/http/operation.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { changeAccount, giveConsent } from './actions.ts'
import { findAccount, linkedPatients } from './queries.ts'
import { meView } from './view.ts'

/** Called once a practitioner agreed to one calendar: the organizations that share it from now on. */
export type OnConsent = (platform: Platform, accountId: string, organizationIds: string[]) => Promise<void>

export const meRoutes = (onConsent: OnConsent) => ({
  get: freeOperation(contract.me.get, ({ platform, entry }) => readMe(platform, entry)),

  update: freeOperation(contract.me.update, async ({ platform, entry, accountId, input }) => {
    await inAccounts(platform.door, entry.caller, { mode: 'write' }, (accounts) =>
      changeAccount(accounts, accountId, input.body),
    )
    return readMe(platform, entry)
  }),

  consent: freeOperation(contract.me.consent, async ({ platform, entry, accountId, input }) => {
    const sharing = await inControl(platform.door, entry.caller, { mode: 'write' }, (control) =>
      giveConsent(control, input.params.organizationId),
    )
    if (sharing.length === 0) throw refuse('not-found')
    await onConsent(platform, accountId, sharing)
    return readMe(platform, entry)
  }),
})

async function readMe(platform: Platform, { caller, who }: Entry): Promise<Me> {
  const account = await inControl(platform.door, caller, { mode: 'read' }, (control) =>
    findAccount(control, caller.accountId ?? ''),
  )
  if (!account) throw refuse('signed-out')
  const patients: Me['patients'] = []
  for (const organizationId of account.patient_of ?? []) {
    const entrance = await inControl(platform.door, caller, { mode: 'read' }, (control) =>
      findEntranceById(control, organizationId),
    )
    if (!entrance) continue
    const links = await inTenant(platform.door, entrance, caller, { mode: 'read', asPortal: true }, linkedPatients)
    for (const { patient_id, given_name, family_name, relation, permissions } of links)
      patients.push({
        organization: { slug: entrance.slug, name: entrance.name },
        patientId: patient_id,
        name: [given_name, family_name].filter(Boolean).join(' '),
        relation,
        permissions,
      })
  }
  return meView(account, patients, who?.session)
}
