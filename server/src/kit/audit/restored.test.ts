import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { addPatients } from '../../features/patients/patients/actions.ts'
import { chainAll, securityOf, verified } from '../../testing/audits.ts'
import { addressOf, startClusterWithTemplates, testMaster, testRolePrefix } from '../../testing/cluster.ts'
import { oldestBinaries, startOldestPostgres } from '../../testing/peers/oldest-postgres.ts'
import { createWorld, type TestOrganization, type World } from '../../testing/world.ts'
import { sealerOf } from '../crypto/seal.ts'
import { openDatabases, type Databases } from '../db/databases.ts'
import { inControl, inTenant, type TenantTx } from '../db/tenant-tx.ts'
import { chainNext } from './sealing.ts'
import { recordsAudit, securityAudit, type AuditStore } from './store.ts'
import { verifyAudit } from './verify.ts'

const adas = (count: number) =>
  Array.from({ length: count }, (_, nth) => ({ kind: 'human' as const, givenName: `Ada ${nth}` }))

/** Servers of the version whose pg_dump stands beside it. */
const isInstalled = existsSync(path.join(oldestBinaries, 'pg_dump'))

let here: Awaited<ReturnType<typeof startClusterWithTemplates>>
let there: NonNullable<Awaited<ReturnType<typeof startOldestPostgres>>>
let world: World
let organization: TestOrganization
let restored: Databases | undefined

beforeAll(async () => {
  if (!isInstalled) return
  vi.stubEnv('TEST_POSTGRES', 'oldest')
  here = await startClusterWithTemplates()
  const server = await startOldestPostgres()
  if (!server) throw new Error(`there is no PostgreSQL in ${oldestBinaries}`)
  there = server
  // as many transactions as a server has seen after a while
  await ask(here.url, 'do $$ begin for i in 1..20000 loop perform pg_current_xact_id(); commit; end loop; end $$')
  world = await createWorld({}, { cluster: here.url, hasWorker: false })
  organization = await world.organization()
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await restored?.close()
  await world?.close()
  await here?.stop()
  await there?.stop()
})

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

const tool = (name: string, options: string[], input?: Buffer) =>
  execFileSync(path.join(oldestBinaries, name), options, {
    input,
    maxBuffer: 1 << 30,
    stdio: ['pipe', 'pipe', 'ignore'],
  })

/** Brings the whole database to the other server, as an operator does, and opens it there. */
async function bringBack(): Promise<void> {
  const [source, target] = [world.ownerUrl, addressOf(there.url, 'brought_back')]
  tool('psql', ['-q', there.url], tool('pg_dumpall', ['--roles-only', '-d', here.url]))
  await ask(there.url, 'create database brought_back')
  tool('pg_restore', ['-d', target], tool('pg_dump', ['-Fc', source]))
  restored = openDatabases({ url: target, rolePrefix: testRolePrefix, master: testMaster, onError: () => {} })
}

const inRestored = <Result>(mode: 'read' | 'write', work: (tx: TenantTx) => Promise<Result>) =>
  inTenant(
    { ...world.application.platform.transactions, databases: restored as Databases },
    organization.tenant,
    { accountId: organization.owner.accountId, requestId: 'restored' },
    { mode },
    work,
  )

const inRestoredSecurity = <Result>(mode: 'read' | 'write', work: (store: AuditStore) => Promise<Result>) =>
  inControl(
    { ...world.application.platform.transactions, databases: restored as Databases },
    { accountId: organization.owner.accountId, requestId: 'restored' },
    { mode, organizationId: organization.id },
    (control) =>
      work(securityAudit(control, organization.id, sealerOf(testMaster, organization.id, organization.tenant.keys))),
  )

const refused = (url: string, times: number) =>
  ask(
    url,
    `select control.tell_organizations('${organization.owner.accountId}', 'refuse', 'accounts', '{}') from generate_series(1, ${times})`,
  )

test.runIf(isInstalled)(
  'brought back on a server whose numbers are lower, the audit goes on: nothing is lost, nothing twice, and tampering is found',
  async () => {
    await organization.inTenant((tx) => addPatients(tx, adas(700)))
    while ((await organization.inTenant((tx) => chainNext(recordsAudit(tx)))) > 0);
    await organization.inTenant((tx) => addPatients(tx, adas(600)))
    await chainAll(securityOf(world, organization))
    await refused(world.ownerUrl, 600)
    const before = await organization.inTenant((tx) => verifyAudit(recordsAudit(tx)), 'read')
    expect(before).toMatchObject({ findings: [], broughtBack: [] })
    expect(before.loose).toBeGreaterThan(500)
    const rights = await verified(securityOf(world, organization))
    expect(rights).toMatchObject({ findings: [], broughtBack: [], loose: 600 })
    await bringBack()
    const count = async () =>
      Number(
        (await ask(addressOf(there.url, 'brought_back'), 'select count(*) from tenant.audit_events'))[0]?.['count'],
      )
    expect(await count()).toBe(before.events + before.loose)
    await inRestored('write', (tx) => addPatients(tx, adas(30)))
    // cut off after the first of its batches, and begun again
    expect(await inRestored('write', (tx) => chainNext(recordsAudit(tx)))).toBe(500)
    await inRestored('write', (tx) => addPatients(tx, adas(30)))
    while ((await inRestored('read', (tx) => verifyAudit(recordsAudit(tx)))).loose > 0)
      await inRestored('write', (tx) => chainNext(recordsAudit(tx)))
    const after = await inRestored('read', (tx) => verifyAudit(recordsAudit(tx)))
    expect(after.findings).toEqual([])
    expect(after.events).toBe(await count())
    expect(after.broughtBack).toHaveLength(1)

    await inRestored('write', (tx) => addPatients(tx, adas(30)))
    while ((await inRestored('read', (tx) => verifyAudit(recordsAudit(tx)))).loose > 0)
      await inRestored('write', (tx) => chainNext(recordsAudit(tx)))
    expect(await inRestored('read', (tx) => verifyAudit(recordsAudit(tx)))).toMatchObject({
      findings: [],
      broughtBack: after.broughtBack,
    })
    const tampered = `update tenant.audit_events set action = 'print' where (organization_id, id) in
      (select organization_id, id from tenant.audit_events where batch = ${after.broughtBack[0]} limit 1)`
    await ask(addressOf(there.url, 'brought_back'), tampered)
    expect((await inRestored('read', (tx) => verifyAudit(recordsAudit(tx)))).findings).toMatchObject([
      { kind: 'event-changed' },
    ])

    const url = addressOf(there.url, 'brought_back')
    await refused(url, 30)
    expect(await inRestoredSecurity('write', chainNext)).toBe(500)
    await refused(url, 30)
    while ((await inRestoredSecurity('read', verifyAudit)).loose > 0) await inRestoredSecurity('write', chainNext)
    const went = await inRestoredSecurity('read', verifyAudit)
    expect(went).toMatchObject({ findings: [], events: rights.events + rights.loose + 60 })
    expect(went.broughtBack).toHaveLength(1)
    await ask(
      url,
      `delete from control.audit_events where organization_id = '${organization.id}' and batch = ${went.broughtBack[0]}`,
    )
    expect((await inRestoredSecurity('read', verifyAudit)).findings).toMatchObject([{ kind: 'events-missing' }])
  },
)
