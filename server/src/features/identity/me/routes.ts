import { contract } from '@polyclinic/contract/contract.ts'
import type { Me } from '@polyclinic/contract/identity/me.ts'
import type { Tenant } from '../../../kit/db/tenant.ts'
import { inAccounts, inControl, type TenantTx } from '../../../kit/db/tenant-tx.ts'
import type { Access } from '../../../kit/http/gate.ts'
import { extensionPoint } from '../../../kit/extension.ts'
import { freeOperation } from '../../../kit/http/operation.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { changeAccount, giveConsent } from './actions.ts'
import { asPatientOf, findAccount, linkedPatients } from './queries.ts'
import { meView } from './view.ts'

type OnConsent = (platform: Platform, accountId: string, organizationIds: string[]) => Promise<void>

/** Called once a practitioner agreed to one calendar, with the organizations that share it from now on. */
export const consentGiven = extensionPoint<OnConsent>('identity.consent-given')

export const meRoutes = {
  get: freeOperation(contract.identity.me.get, ({ platform, access }) => readMe(platform, access)),

  update: freeOperation(contract.identity.me.update, async ({ platform, access, accountId, input }) => {
    await inAccounts(platform.transactions, access.caller, { mode: 'write' }, (accounts) =>
      changeAccount(accounts, accountId, input.body),
    )
    return readMe(platform, access)
  }),

  consent: freeOperation(contract.identity.me.consent, async ({ platform, access, accountId, input }) => {
    const sharing = await inControl(platform.transactions, access.caller, { mode: 'write' }, (control) =>
      giveConsent(control, input.params.organizationId),
    )
    if (sharing.length === 0) throw refuse('not-found')
    for (const share of platform.transactions.extensions(consentGiven)) await share(platform, accountId, sharing)
    return readMe(platform, access)
  }),
}

async function readMe(platform: Platform, access: Access): Promise<Me> {
  const { caller, who } = access
  const account = await inControl(platform.transactions, caller, { mode: 'read' }, (control) =>
    findAccount(control, caller.accountId ?? ''),
  )
  if (!account) throw refuse('signed-out')
  const patientsOf = async (tx: TenantTx, { slug, name: organization }: Tenant): Promise<Me['patients']> =>
    (await linkedPatients(tx)).map(({ patient_id, given_name, family_name, relation, permissions }) => ({
      organization: { slug, name: organization },
      patientId: patient_id,
      name: [given_name, family_name].filter(Boolean).join(' '),
      relation,
      permissions,
    }))
  const patients = await asPatientOf(platform, access, patientsOf, account.patient_of ?? [])
  return meView(account, patients.flat(), who?.session)
}
