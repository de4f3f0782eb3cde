import pg from 'pg'
import type { Application } from '../application.ts'
import { addToDirectory, consentGiven } from '../features/identity/public.ts'
import { giveConsent } from '../features/identity/me/actions.ts'
import { registerOrganization } from '../features/organizations/organizations/actions.ts'
import { practise } from '../features/scheduling/busy/actions.ts'
import { findTenantById, type Tenant } from '../kit/db/tenant.ts'
import { provisionPlacement } from '../kit/db/placements.ts'
import { inControl, inTenant } from '../kit/db/tenant-tx.ts'
import { accountId, demoAccounts } from './accounts.ts'
import { addMembership, isLoaded, linkAccount, nameIssuer, writeAccounts } from './actions.ts'
import { addClosing } from './closing.ts'
import { addOperator } from './operator.ts'
import { fill } from './fill.ts'
import { orderForDemo } from './billing.ts'
import { demoId } from './ids.ts'
import { organizations } from './organizations/all.ts'
import { riverside } from './organizations/riverside.ts'
import { addSafety } from './safety.ts'
import type { DemoOrganization } from './organizations/organization.ts'
import { justWritten } from '../kit/db/versioned.ts'

export interface DemoOptions {
  application: Application
  /** The owner's address of the control database: accounts, and a database for meadow. */
  url: string
  rolePrefix: string
  now?: number
  say?(sentence: string): void
}

/** Loads what is missing of the demo world; each organization whole or not at all, so that a cut-off start goes on. */
export async function loadDemo({
  application,
  url,
  rolePrefix,
  now = Date.now(),
  say = () => {},
}: DemoOptions): Promise<void> {
  const { platform } = application
  const owner = new pg.Client({ connectionString: url })
  // a connection that is cut shows in the query that fails
  owner.on('error', () => {})
  await owner.connect()
  try {
    await writeAccounts(owner)
    await addOperator(platform, url, rolePrefix)
    await nameIssuer(owner)
    for (const organization of organizations) {
      const placement = organization.isDedicated
        ? await provisionPlacement({ url, rolePrefix, master: platform.master }, organization.slug)
        : undefined
      if (organization.isDedicated && !placement)
        say(`The demo's ${organization.slug} shares the common database: this database user may not create one`)
      const tenant = await registered(application, organization, placement)
      const caller = { accountId: accountId(`owner@${organization.slug}.example`), requestId: 'demo', origin: 'job' }
      await inTenant(platform.transactions, tenant, caller, { mode: 'write' }, async (tx) => {
        if (!(await isLoaded(tx))) await fill(tx, platform.blobs, organization, now)
      })
      await addSafety(platform, organization, tenant, now)
    }
    await addClosing(platform)
    await orderForDemo(platform, riverside)
    await linkAmina(application)
    await shareLocum(application)
  } finally {
    await owner.end()
  }
}

async function registered(
  { platform }: Application,
  organization: DemoOrganization,
  placementId: string | undefined,
): Promise<Tenant> {
  const id = demoId('organization', organization.slug)
  const owner = accountId(`owner@${organization.slug}.example`)
  const caller = { accountId: owner, requestId: 'demo', origin: 'job' }
  const find = () =>
    inControl(platform.transactions, caller, { mode: 'read' }, (control) => findTenantById(control, id))
  if (!(await find())) {
    await inControl(platform.transactions, caller, { mode: 'write', organizationId: id }, async (control) => {
      await registerOrganization(control, platform.master, id, owner, { ...organization, plan: 'pro' }, placementId)
      for (const account of demoAccounts) {
        for (const { organization: at, role, clinics } of account.roles) {
          if (at !== organization.slug || role === 'owner') continue
          const clinicIds = clinics?.map((key) => demoId(organization.slug, 'clinic', key))
          await addMembership(control, id, { accountId: accountId(account.email), role, clinicIds })
        }
      }
    })
  }
  const tenant = await justWritten(find())
  await platform.writeFirstRows(tenant)
  return tenant
}

/** Amina is a patient at riverside and answers for a dog at meadow. */
async function linkAmina({ platform }: Application): Promise<void> {
  const account = accountId('amina@demo.example')
  const links = [
    {
      slug: 'riverside',
      link: { patientId: demoId('riverside', 'patient', '0'), accountId: account, relation: 'self' as const },
    },
    {
      slug: 'meadow',
      link: {
        patientId: demoId('meadow', 'animal', '0'),
        accountId: account,
        relation: 'guardian' as const,
        guardianId: demoId('meadow', 'guardian', '0'),
      },
    },
  ]
  for (const { slug, link } of links) {
    const id = demoId('organization', slug)
    const caller = { requestId: 'demo', origin: 'job' }
    const tenant = await justWritten(
      inControl(platform.transactions, caller, { mode: 'read' }, (control) => findTenantById(control, id)),
    )
    await inTenant(platform.transactions, tenant, caller, { mode: 'write' }, (tx) => linkAccount(tx, link))
    await inControl(platform.transactions, caller, { mode: 'write', organizationId: id }, (control) =>
      addToDirectory(control, id, account),
    )
  }
}

/** The locum practises at riverside and northgate, and agreed to one calendar. */
async function shareLocum({ platform }: Application): Promise<void> {
  const locum = accountId('locum@demo.example')
  const [riverside, northgate] = [demoId('organization', 'riverside'), demoId('organization', 'northgate')]
  for (const organizationId of [riverside, northgate]) {
    await inControl(platform.transactions, { requestId: 'demo' }, { mode: 'write', organizationId }, (control) =>
      practise(control, locum),
    )
  }
  const sharing = await inControl(
    platform.transactions,
    { accountId: locum, requestId: 'demo' },
    { mode: 'write' },
    (control) => giveConsent(control, northgate),
  )
  for (const share of platform.transactions.extensions(consentGiven)) await share(platform, locum, sharing)
}
