import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { openApplication, type Application } from '../application.ts'
import { hashPassword } from '../features/factors/passwords/hashes.ts'
import { registerOrganization } from '../features/organizations/organizations/actions.ts'
import { setPlan } from '../features/plans/plans/actions.ts'
import { readConfig } from '../kit/config/config.ts'
import { findTenantById, type Tenant } from '../kit/db/tenant.ts'
import { newId } from '../kit/db/ids.ts'
import { inControl, inTenant, type TenantTx } from '../kit/db/tenant-tx.ts'
import { createLog } from '../kit/log/log.ts'
import { signedInAccount, type TestAccount } from './accounts.ts'
import { recordCall } from './answers.ts'
import { bodyOf, createBrowser, type Browser } from './browser.ts'
import { testMaster, testRolePrefix } from './cluster.ts'
import { createTestDatabases, type TestDatabases } from './databases.ts'

export type { Browser } from './browser.ts'

export interface Answer {
  status: number
  // tests look into answers of every shape
  // oxlint-disable-next-line typescript/no-explicit-any -- the contract is what is being tested
  body: any
  headers: Record<string, string | undefined>
}

/** Someone who calls the API, below one organization unless the path begins with `/api/`. */
export interface Person {
  accountId: string
  email: string
  token: string
  call(method: string, path: string, options?: { body?: unknown; headers?: Record<string, string> }): Promise<Answer>
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** With `If-Match` where a version is given. */
  patch(path: string, body: unknown, version?: number): Promise<Answer>
  put(path: string, body: unknown, version?: number): Promise<Answer>
  delete(path: string, version?: number): Promise<Answer>
}

export interface TestOrganization {
  id: string
  slug: string
  owner: Person
  tenant: Tenant
  /** A new account with a role here. */
  member(role: string, options?: { clinicIds?: string[] }): Promise<Person>
  /** Makes an existing account a member. */
  join(person: Person, role: string, options?: { clinicIds?: string[] }): Promise<Person>
  inTenant<Result>(work: (tx: TenantTx) => Promise<Result>): Promise<Result>
  /** The owner of the database that holds it, whom the application's grants do not bind. */
  database: TestDatabases['owner']
}

export interface OrganizationWish {
  slug?: string
  plan?: 'free' | 'pro'
  kind?: 'human' | 'veterinary' | 'mixed'
  country?: string
  timeZone?: string
  /** In a database of its own. */
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
  organization(wish?: OrganizationWish): Promise<TestOrganization>
  close(): Promise<void>
}

/** The whole application on a database of its own, called in-process. */
export async function createWorld(env: Record<string, string> = {}): Promise<World> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'polyclinic-world-'))
  const databases = await createTestDatabases()
  const config = readConfig({
    DATA_DIR: dataDir,
    DEMO: 'off',
    REQUESTS_PER_MINUTE: '1000000',
    MESSAGE_DELAY_SECONDS: '0',
    ...env,
  })
  const application = await openApplication({
    config,
    log: createLog(process.env.LOG_LEVEL ?? 'silent'),
    master: testMaster,
    url: databases.ownerUrl,
    rolePrefix: testRolePrefix,
    parts: { api: true, worker: true },
  })
  const { platform } = application

  function person(accountId: string, email: string, token: string, slug?: string): Person {
    const call: Person['call'] = async (method, url, { body, headers = {} } = {}) => {
      const fullUrl = url.startsWith('/api/') ? url : `/api/v1/organizations/${slug}${url}`
      const answer: LightMyRequestResponse = (await application.http?.inject({
        method: method as 'GET',
        url: fullUrl,
        headers: {
          ...(token && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { payload: JSON.stringify(body) }),
      })) as LightMyRequestResponse
      recordCall(method, fullUrl, answer.statusCode, bodyOf(answer))
      return { status: answer.statusCode, body: bodyOf(answer), headers: answer.headers as Answer['headers'] }
    }
    const ifMatch = (version?: number): Record<string, string> =>
      version === undefined ? {} : { 'if-match': `"${version}"` }
    return {
      accountId,
      email,
      token,
      call,
      get: (url) => call('GET', url),
      post: (url, body, headers) => call('POST', url, { body, headers }),
      patch: (url, body, version) => call('PATCH', url, { body, headers: ifMatch(version) }),
      put: (url, body, version) => call('PUT', url, { body, headers: ifMatch(version) }),
      delete: (url, version) => call('DELETE', url, { headers: ifMatch(version) }),
    }
  }

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
  }: OrganizationWish = {}): Promise<TestOrganization> {
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
        { name: `Practice ${address}`, slug: address, kind, country, currency: 'EUR', timeZone },
        own?.placementId,
      )
      await setPlan(control, id, plan)
    })
    const lookUp = () =>
      inControl(platform.transactions, caller, { mode: 'read' }, (control) =>
        findTenantById(control, id),
      ) as Promise<Tenant>
    await platform.found(await lookUp())
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
      inTenant: (work) => inTenant(platform.transactions, tenant, caller, { mode: 'write' }, work),
      database: own?.owner ?? databases.owner,
    }
  }

  return {
    ...databases,
    application,
    account,
    browser: (address) => createBrowser(application.http as FastifyInstance, config.origin, address),
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
