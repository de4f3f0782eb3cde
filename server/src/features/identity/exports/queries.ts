import { findTenantById, type Tenant } from '../../../kit/db/tenant.ts'
import { inAccounts, inControl, inTenant, type Caller } from '../../../kit/db/tenant-tx.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { linkedPatients } from '../me/queries.ts'
import {
  everythingOfSignIns,
  keptBy,
  keptOfAccounts,
  keptOfSignIns,
  membershipsOf,
  recordsOfLinks,
  settingsOf,
} from '../own-data/queries.ts'

type Kept = Record<string, unknown>

/** What is kept of an account itself: sign-ins, factors, settings, what acts for it. */
export async function readAccount({ transactions }: Platform, caller: Caller, accountId: string): Promise<Kept> {
  const signIns = await inAccounts(transactions, caller, { mode: 'read' }, async (accounts) => {
    const { kept } = await everythingOfSignIns(accounts, accountId)
    for (const keptOf of transactions.extensions(keptOfSignIns)) Object.assign(kept, await keptOf(accounts, accountId))
    return kept
  })
  const { language } = await inControl(transactions, caller, { mode: 'read' }, (control) =>
    settingsOf(control, accountId),
  )
  return { ...signIns, language }
}

export interface KnownBy {
  organizationId: string
  /** Absent where the account does not work there. */
  membership?: Kept
  isPatient: boolean
}

/** The organizations that know an account: where it works, by name, and those whose patient it is or answers for. */
export const organizationsThatKnow = ({ transactions }: Platform, caller: Caller, accountId: string) =>
  inControl(transactions, caller, { mode: 'read' }, async (control): Promise<KnownBy[]> => {
    const patientOf = new Set((await settingsOf(control, accountId)).patient_of ?? [])
    const works = (await membershipsOf(control, accountId)).map(({ organizationId, kept }) => {
      const isPatient = patientOf.delete(organizationId)
      return { organizationId, membership: kept, isPatient }
    })
    return [...works, ...[...patientOf].map((organizationId) => ({ organizationId, isPatient: true }))]
  })

/** What the control database keeps of an account's work for an organization. */
export async function readMembership(
  { transactions }: Platform,
  caller: Caller,
  { organizationId, membership }: KnownBy,
  accountId: string,
): Promise<Kept> {
  return inControl(transactions, caller, { mode: 'read', organizationId }, async (control) => {
    const { kept } = await keptBy(control, organizationId, accountId)
    for (const keptOf of transactions.extensions(keptOfAccounts))
      Object.assign(kept, await keptOf(control, organizationId, accountId))
    return { ...membership, ...kept }
  })
}

export const findKnown = ({ transactions }: Platform, caller: Caller, organizationId: string) =>
  inControl(transactions, caller, { mode: 'read' }, (control) => findTenantById(control, organizationId))

/** What an organization shows the account of those whose patient it is or answers for: all of one moment, by its own role. */
export const readRecords = ({ transactions }: Platform, caller: Caller, tenant: Tenant): Promise<Kept> =>
  inTenant(transactions, tenant, caller, { mode: 'snapshot', as: 'portal' }, async (tx) => {
    const kept: Kept = { links: await linkedPatients(tx) }
    for (const recordsOf of tx.extensions(recordsOfLinks)) Object.assign(kept, await recordsOf(tx))
    return kept
  })

/** All of it at once: whole, or refused. */
export async function readEverything(platform: Platform, caller: Caller, accountId: string): Promise<Kept> {
  const account = await readAccount(platform, caller, accountId)
  const memberships: Kept[] = []
  const patients: Kept[] = []
  for (const known of await organizationsThatKnow(platform, caller, accountId)) {
    if (known.membership) memberships.push(await readMembership(platform, caller, known, accountId))
    const tenant = known.isPatient ? await findKnown(platform, caller, known.organizationId) : undefined
    if (tenant) {
      const { name: organization, slug } = tenant
      patients.push({ organization, slug, ...(await readRecords(platform, caller, tenant)) })
    }
  }
  return { ...account, memberships, patients }
}
