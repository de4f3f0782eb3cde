import { contract } from '@polyclinic/contract/contract.ts'
import type { Me } from '@polyclinic/contract/identity/me.ts'
import type { Tenant } from '../../../kit/db/tenant.ts'
import { inControl, type TenantTx } from '../../../kit/db/tenant-tx.ts'
import type { Access } from '../../../kit/http/gate.ts'
import { extensionPoint } from '../../../kit/extension.ts'
import { freeOperation, operation } from '../../../kit/http/operation.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { changeAccount, giveConsent } from './actions.ts'
import { asPatientWhereAnswered, findAccount, linkedPatients } from './queries.ts'
import { meView } from './view.ts'

type OnConsent = (platform: Platform, accountId: string, organizationIds: string[]) => Promise<void>

/** Called once a practitioner agreed to one calendar, with the organizations that share it from now on. */
export const consentGiven = extensionPoint<OnConsent>('identity.consent-given')

export const meRoutes = {
  get: freeOperation(contract.identity.me.get, ({ platform, access }) => readMe(platform, access)),

  update: operation(contract.identity.me.update, {
    in: 'accounts',
    work: ({ accounts, accountId, input }) => changeAccount(accounts, accountId, input.body),
    after: ({ platform, access }) => readMe(platform, access),
  }),

  consent: operation(contract.identity.me.consent, {
    in: 'control',
    work: async ({ control, input }) => {
      const sharing = await giveConsent(control, input.params.organizationId)
      if (sharing.length === 0) throw refuse('not-found')
      return sharing
    },
    after: async ({ platform, access, accountId, result: sharing }) => {
      for (const share of platform.transactions.extensions(consentGiven)) await share(platform, accountId, sharing)
      return readMe(platform, access)
    },
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
  const patients = await asPatientWhereAnswered(platform, access, patientsOf, account.patient_of ?? [])
  return meView(account, patients, who?.session)
}
