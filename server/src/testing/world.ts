import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { openApplication, type Application } from '../application.ts'
import { hashPassword } from '../features/factors/passwords/hashes.ts'
import { registerOrganization } from '../features/organizations/organizations/actions.ts'
import { readConfig } from '../kit/config/config.ts'
import { retrying } from '../kit/db/collisions.ts'
import { findTenantById, type Tenant } from '../kit/db/tenant.ts'
import { newId } from '../kit/db/ids.ts'
import { inControl, inTenant, type TenantTx } from '../kit/db/tenant-tx.ts'
import type { TransactionMode } from '../kit/db/transaction.ts'
import { createLog } from '../kit/log/log.ts'
import { signedInAccount, type TestAccount } from './accounts.ts'
import { createBrowser, type Browser } from './browser.ts'
import { testMaster, testRolePrefix } from './cluster.ts'
import { createTestDatabases, type TestDatabases } from './databases.ts'
import { below, createPerson, type Person } from './person.ts'
import { send } from './send.ts'

export type { Browser } from './browser.ts'
export type { Answer, Person } from './person.ts'

export interface TestOrganization {
  id: string
  slug: string
  owner: Person
  tenant: Tenant
  member(role: string, options?: { clinicIds?: string[] }): Promise<Person>
  join(person: Person, role: string, options?: { clinicIds?: string[] }): Promise<Person>
  /** To write, unless told. */
  inTenant<Result>(work: (tx: TenantTx) => Promise<Result>, mode?: TransactionMode): Promise<Result>
  /** The owner of the database that holds it, whom the application's grants do not bind. */
  database: TestDatabases['owner']
}

export interface OrganizationOptions {
  slug?: string
  plan?: string
  kind?: 'human' | 'veterinary' | 'mixed'
  country?: string
  timeZone?: string
  dedicated?: boolean
}

export interface World extends TestDatabases {
  application: Application
  /** A verified account without any membership; with a password where one is given. */
  account(name?: string, password?: string): Promise<Person>
  /** A browser that nobody has used yet, at an address of its own where one is given. */
  browser(address?: string): Browser
  /** Nobody: calls without a token. */
  anybody: Person
  /** Whoever holds this: a program's key or token. */
  bearer(token: string, slug: string): Person
  organization(options?: OrganizationOptions): Promise<TestOrganization>
  close(): Promise<void>
}

export interface WorldOptions {
  /** Address of the cluster, outside a test. */
  cluster?: string
  /** False where only answers are looked at: jobs wait then. */
  hasWorker?: boolean
}

/** What the owner changes past the application is told by the database a moment later: tests do not wait for it. */
function forgetAfter(owner: TestDatabases['owner'], forget: () => void): void {
  const query = owner.query.bind(owner) as (...given: unknown[]) => Promise<unknown>
  owner.query = ((...given: unknown[]) => query(...given).finally(forget)) as typeof owner.query
}

/** What another process of the same installation would be: `base` is where it answers. */
export async function openBeside({ application, ownerUrl }: World): Promise<{ other: Application; base: string }> {
  const { config, log, master } = application.platform
  const parts = { api: true, worker: false }
  const other = await openApplication({ config, log, master, url: ownerUrl, rolePrefix: testRolePrefix, parts })
  const http = other.http as FastifyInstance
  await http.listen({ port: 0, host: '127.0.0.1' })
  return { other, base: `http://127.0.0.1:${(http.server.address() as AddressInfo).port}` }
}

/** The whole application on a database of its own, called in-process. */
export async function createWorld(
  env: Record<string, string> = {},
  { cluster, hasWorker = true }: WorldOptions = {},
): Promise<World> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'polyclinic-world-'))
  const databases = await createTestDatabases(cluster)
  const config = readConfig({
    DATA_DIR: dataDir,
    DEMO: 'off',
    REQUESTS_PER_MINUTE: '1000000',
    MESSAGE_DELAY_SECONDS: '0',
    ...(databases.poolUrl && { POOL_URL: databases.poolUrl }),
    ...env,
  })
  const application = await openApplication({
    config,
    log: createLog(process.env.LOG_LEVEL ?? 'silent'),
    master: testMaster,
    url: databases.ownerUrl,
    rolePrefix: testRolePrefix,
    parts: { api: true, worker: hasWorker },
  })
  const { platform } = application
  const http = application.http as FastifyInstance
  forgetAfter(databases.owner, () => platform.transactions.rememberedTenants.forgetAll())

  const person = (accountId: string, email: string, token: string, slug?: string): Person =>
    createPerson(
      async (method, path, { body, payload, headers = {} } = {}) => {
        const { answer } = await send(http, {
          method,
          url: below(slug, path),
          body,
          ...(payload && { payload }),
          headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
        })
        return answer
      },
      { accountId, email, token },
    )

  async function newAccount(name: string, password?: string): Promise<TestAccount> {
    return signedInAccount({
      query: (text, values) => databases.owner.query(text, values),
      auth: application.auth,
      origin: config.origin,
      name,
      ...(password && { passwordHash: await hashPassword(password) }),
    })
  }

  const account = async (name = 'Robin Example', password?: string) => {
    const { id, email, token } = await newAccount(name, password)
    return person(id, email, token)
  }

  async function organization({
    slug,
    plan = 'pro',
    kind = 'mixed',
    country = 'DE',
    timeZone = 'Europe/Berlin',
    dedicated = false,
  }: OrganizationOptions = {}): Promise<TestOrganization> {
    const owner = await newAccount('Olivia Owner')
    const id = newId()
    const address = slug ?? `org-${id.slice(-12)}`
    const caller = { accountId: owner.id, requestId: 'test' }
    const own = dedicated ? await databases.addDedicated() : undefined
    await inControl(platform.transactions, caller, { mode: 'write', organizationId: id }, async (control) => {
      await registerOrganization(
        control,
        testMaster,
        id,
        owner.id,
        { name: `Practice ${address}`, slug: address, kind, country, currency: 'EUR', timeZone, plan },
        own?.placementId,
      )
    })
    const lookUp = () =>
      inControl(platform.transactions, caller, { mode: 'read' }, (control) =>
        findTenantById(control, id),
      ) as Promise<Tenant>
    await platform.writeFirstRows(await lookUp())
    const tenant = await lookUp()

    async function join(who: Person, role: string, { clinicIds }: { clinicIds?: string[] } = {}): Promise<Person> {
      await databases.owner.query(
        'insert into control.memberships (organization_id, account_id, role_key, clinic_ids) values ($1, $2, $3, $4)',
        [id, who.accountId, role, clinicIds ?? null],
      )
      return person(who.accountId, who.email, who.token, address)
    }
    return {
      id,
      slug: address,
      owner: person(owner.id, owner.email, owner.token, address),
      tenant,
      join,
      member: async (role, options) => join(await account(`Member ${role}`), role, options),
      inTenant: (work, mode = 'write') =>
        retrying(() => inTenant(platform.transactions, tenant, caller, { mode }, work)),
      database: own?.owner ?? databases.owner,
    }
  }

  return {
    ...databases,
    application,
    account,
    browser: (address) => createBrowser(http, config.origin, address),
    anybody: person('', '', ''),
    bearer: (token, slug) => person('', '', token, slug),
    organization,
    async close() {
      await application.close()
      await databases.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
