import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { openApplication, type Application } from '../server/src/application.ts'
import { registerOrganization } from '../server/src/features/organizations/organizations/actions.ts'
import { setPlan } from '../server/src/features/plans/plans/actions.ts'
import { readConfig } from '../server/src/kit/config/config.ts'
import { findTenantById, type Tenant } from '../server/src/kit/db/tenant.ts'
import { newId } from '../server/src/kit/db/ids.ts'
import { inControl, inTenant, type TenantTx } from '../server/src/kit/db/tenant-tx.ts'
import type { TransactionMode } from '../server/src/kit/db/transaction.ts'
import { createLog } from '../server/src/kit/log/log.ts'
import { signedInAccount } from '../server/src/testing/accounts.ts'
import { testMaster, testRolePrefix } from '../server/src/testing/cluster.ts'
import { createTestDatabases, type TestDatabases } from '../server/src/testing/databases.ts'
import { freePort } from '../server/src/testing/free-port.ts'

/** An organization with its owner, ready to be called. */
export interface StagedOrganization {
  id: string
  slug: string
  ownerId: string
  tenant: Tenant
  /** The owner's, for `Authorization: Bearer`. */
  token: string
  call(
    method: 'GET' | 'POST',
    url: string,
    options?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<{ status: number; text: string }>
  inTenant<Result>(mode: TransactionMode, work: (tx: TenantTx) => Promise<Result>): Promise<Result>
}

export interface Stage extends TestDatabases {
  application: Application
  /** The surroundings of an api process on the same database. */
  env: Record<string, string>
  port: number
  organization(): Promise<StagedOrganization>
  close(): Promise<void>
}

/** The api on a database of its own, called in-process. The worker's half stays away: what is measured is the answer. */
export async function openStage(cluster: string): Promise<Stage> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'polyclinic-bench-'))
  const databases = await createTestDatabases(cluster)
  const port = await freePort()
  const env = {
    DATA_DIR: dataDir,
    DEMO: 'off',
    PORT: String(port),
    REQUESTS_PER_MINUTE: '100000000',
    SIGN_INS_PER_MINUTE: '1000',
    LOG_LEVEL: 'silent',
  }
  const config = readConfig(env)
  const application = await openApplication({
    config,
    log: createLog('silent'),
    master: testMaster,
    url: databases.ownerUrl,
    rolePrefix: testRolePrefix,
    parts: { api: true, worker: false },
  })
  const { platform } = application

  async function organization(): Promise<StagedOrganization> {
    const id = newId()
    const slug = `org-${id.slice(-12)}`
    const { id: ownerId, token } = await signedInAccount({
      query: (text, values) => databases.owner.query(text, values),
      auth: application.auth,
      origin: config.origin,
      seconds: 7200,
    })
    const caller = { accountId: ownerId, requestId: 'bench' }
    await inControl(platform.transactions, caller, { mode: 'write', organizationId: id }, async (control) => {
      await registerOrganization(
        control,
        testMaster,
        id,
        ownerId,
        { name: 'Practice', slug, kind: 'human', country: 'DE', currency: 'EUR', timeZone: 'Europe/Berlin' },
        undefined,
      )
      await setPlan(control, id, 'pro')
    })
    const lookUp = () =>
      inControl(platform.transactions, caller, { mode: 'read' }, (control) =>
        findTenantById(control, id),
      ) as Promise<Tenant>
    await platform.found(await lookUp())
    const tenant = await lookUp()
    return {
      id,
      slug,
      ownerId,
      tenant,
      token,
      async call(method, url, { body, headers = {} } = {}) {
        const answer = await application.http?.inject({
          method,
          url: `/api/v1/organizations/${slug}${url}`,
          headers: {
            authorization: `Bearer ${token}`,
            ...(body !== undefined && { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body !== undefined && { payload: JSON.stringify(body) }),
        })
        return { status: answer?.statusCode ?? 0, text: answer?.payload ?? '' }
      },
      inTenant: (mode, work) => inTenant(platform.transactions, tenant, caller, { mode }, work),
    }
  }

  return {
    ...databases,
    application,
    env: {
      ...env,
      DATABASE_URL: databases.ownerUrl,
      ROLE_PREFIX: testRolePrefix,
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    },
    port,
    organization,
    async close() {
      await application.close()
      await databases.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
