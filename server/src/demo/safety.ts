import { hour } from '@polyclinic/contract/kit/durations.ts'
import { hashPin } from '../features/factors/pins/hashes.ts'
import type { Tenant } from '../kit/db/tenant.ts'
import { inAccounts, inControl, inTenant } from '../kit/db/tenant-tx.ts'
import type { Platform } from '../kit/http/platform.ts'
import { accountId, demoAccounts, demoPin } from './accounts.ts'
import { writeEmergencyAccess, writeOlderRole, writePin, writePrograms, writeUses } from './actions.ts'
import { demoId } from './ids.ts'
import type { DemoOrganization } from './organizations/organization.ts'

/** A role with an offer, shared machines with PINs, a program or two, one emergency, and who was there when. */
export async function addSafety(
  platform: Platform,
  organization: DemoOrganization,
  tenant: Tenant,
  now: number,
): Promise<void> {
  const owner = accountId(`owner@${organization.slug}.example`)
  const caller = { accountId: owner, requestId: 'demo', origin: 'job' }
  const people = demoAccounts.filter(({ roles }) => roles.some(({ organization: at }) => at === organization.slug))
  await inControl(
    platform.transactions,
    caller,
    { mode: 'write', organizationId: tenant.organizationId },
    async (control) => {
      await writeOlderRole(control, tenant.organizationId, eveningRoles[organization.kind])
      await writePrograms(control, tenant.organizationId, organization.slug, owner, now)
      await writeUses(
        control,
        tenant.organizationId,
        people.map(({ email }, nth) => ({ id: accountId(email), at: new Date(now - (nth * nth * 7 + 2) * hour) })),
      )
    },
  )
  const sharing = people.filter(({ email }) => /^(reception|nurse|vet)@/.test(email))
  for (const { email } of sharing) {
    const account = accountId(email)
    const hash = await hashPin(platform.master, account, demoPin)
    await inAccounts(platform.transactions, caller, { mode: 'write' }, (accounts) => writePin(accounts, account, hash))
  }
  const clinician = people.find(({ roles }) => roles.some(({ role }) => role === 'practitioner'))
  if (!clinician) return
  const patientId = demoId(organization.slug, organization.kind === 'veterinary' ? 'animal' : 'patient', '0')
  const by = { accountId: accountId(clinician.email), requestId: 'demo', origin: 'job' }
  await inTenant(platform.transactions, tenant, by, { mode: 'write' }, (tx) =>
    writeEmergencyAccess(tx, {
      id: demoId(organization.slug, 'emergency', '0'),
      patientId,
      accountId: by.accountId,
      reason: emergencies[organization.kind],
      at: new Date(now - 52 * hour),
    }),
  )
}

const emergencies: Record<DemoOrganization['kind'], string> = {
  human: 'Collapsed at the desk of the other clinic; medication needed to be known',
  veterinary: 'Brought in at night after a road accident; earlier findings needed',
  mixed: 'Fell on the stairs before the first visit; earlier operations needed to be known',
}

const eveningRoles: Record<DemoOrganization['kind'], string> = {
  human: 'Evening desk',
  veterinary: 'Evening desk',
  mixed: 'Empfang am Abend',
}
