import { openApplication, type Application } from '../application.ts'
import { registerOrganization } from '../features/organizations/organizations/actions.ts'
import { build } from '../features/scheduling/build.ts'
import { practise } from '../features/scheduling/busy/actions.ts'
import { readConfig } from '../kit/config/config.ts'
import { masterKeyFrom } from '../kit/crypto/master-key.ts'
import { findTenantById, type Tenant } from '../kit/db/tenant.ts'
import { signedInAccount } from '../testing/accounts.ts'
import { newId } from '../kit/db/ids.ts'
import { migrateAll, provisionPlacement } from '../kit/db/placements.ts'
import { inControl, inTenant } from '../kit/db/tenant-tx.ts'
import { createLog } from '../kit/log/log.ts'
import { masterSecret, origin, rolePrefix, type Installation } from './installation.ts'

export interface Organization {
  organizationId: string
  slug: string
  token: string
  clinicId: string
  practitionerId: string
  services: string[]
  patientId: string
}

export interface Organizations {
  all: Organization[]
  locumId: string
  /** Of the database that holds the dedicated one. */
  placementId: string
}

const master = masterKeyFrom(masterSecret)

/** The product without its halves, in this process. */
export function openHere(installation: Installation): Promise<Application> {
  const config = readConfig({ PUBLIC_ORIGIN: origin, DATA_DIR: installation.folder })
  return openApplication({
    config,
    log: createLog('silent'),
    master,
    url: installation.url,
    rolePrefix,
    parts: { api: false, worker: false },
  })
}

export async function setUpOrganizations(installation: Installation): Promise<Organizations & { locumToken: string }> {
  const { url } = installation
  await migrateAll({ url, rolePrefix, master })
  const placementId = (await provisionPlacement({ url, rolePrefix, master }, 'crash')) as string
  const application = await openHere(installation)
  try {
    const locum = await newAccount(installation, application)
    const all = []
    for (const placement of [undefined, placementId])
      all.push(await setUpOrganization(installation, application, locum.id, placement))
    return { all, locumId: locum.id, locumToken: locum.token, placementId }
  } finally {
    await application.close()
  }
}

async function setUpOrganization(
  installation: Installation,
  application: Application,
  locumId: string,
  placementId?: string,
): Promise<Organization> {
  const { platform } = application
  const owner = await newAccount(installation, application)
  const organizationId = newId()
  const slug = placementId ? 'crash-dedicated' : 'crash-pooled'
  const caller = { accountId: owner.id, requestId: 'crash' }
  await inControl(platform.transactions, caller, { mode: 'write', organizationId }, async (control) => {
    await registerOrganization(
      control,
      master,
      organizationId,
      owner.id,
      { name: slug, slug, kind: 'mixed', country: 'DE', currency: 'EUR', timeZone: 'Europe/Berlin', plan: 'pro' },
      placementId,
    )
  })
  const tenant = () =>
    inControl(platform.transactions, caller, { mode: 'read' }, (control) =>
      findTenantById(control, organizationId),
    ) as Promise<Tenant>
  await platform.writeFirstRows(await tenant())
  const made = await inTenant(platform.transactions, await tenant(), caller, { mode: 'write' }, async (tx) => {
    const clinicId = await build.clinic(tx)
    const { id: practitionerId } = await build.practitioner(tx, { clinicIds: [clinicId], accountId: locumId })
    const buffered = await build.service(tx, {
      durationMinutes: 30,
      bufferBefore: placementId ? 15 : 0,
      bufferAfter: placementId ? 0 : 10,
    })
    const bare = await build.service(tx, { durationMinutes: 45 })
    return { clinicId, practitionerId, services: [buffered.id, bare.id], patientId: (await build.patient(tx)).id }
  })
  await inControl(platform.transactions, { requestId: 'crash' }, { mode: 'write', organizationId }, (control) =>
    practise(control, locumId),
  )
  return { organizationId, slug, token: owner.token, ...made }
}

const newAccount = (installation: Installation, { auth }: Application) =>
  signedInAccount({ query: (text, values) => installation.query(text, values), auth, origin, seconds: 86_400 })
