import { parseArgs } from 'node:util'
import { readEmail } from '@polyclinic/contract/kit/reading/email.ts'
import { features } from './app.ts'
import { inviteFirstOperator } from './features/platform/operators/actions.ts'
import { serversOf } from './kit/config/database-servers.ts'
import { openDatabases } from './kit/db/databases.ts'
import { RememberedTenants } from './kit/db/tenants/remembered.ts'
import { Breaker } from './kit/db/outages/breaker.ts'
import { migrateAll } from './kit/db/placements.ts'
import { sentenceOf } from './kit/audit/findings.ts'
import { recordsAudit, securityAudit } from './kit/audit/store.ts'
import { verifyAudit, type Verified } from './kit/audit/verify.ts'
import { sealerOf } from './kit/crypto/seal.ts'
import type { Tenant } from './kit/db/tenant.ts'
import { newId } from './kit/db/ids.ts'
import { inControl, inTenant, type Caller, type Transactions } from './kit/db/tenant-tx.ts'
import { extensionsIn, rotatedIn, withinOf } from './kit/feature.ts'
import { dropDeadJobs, listDeadJobs, retryDeadJobs } from './kit/jobs/dead-jobs.ts'
import { promisedLooks } from './kit/jobs/promised-looks.ts'
import { adoptFirstKey } from './kit/keys/first-key.ts'
import { eachOrganization } from './kit/keys/organizations.ts'
import { rewrapKeys } from './kit/keys/rewrapping.ts'
import { rotateKeys } from './kit/keys/rotation.ts'
import { StartupError } from './kit/postgres/startup-error.ts'
import { poolerUsers } from './kit/pools/pooler-users.ts'
import { cannotStart, surroundings } from './serve.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { organization: { type: 'string' } },
})

const commands: Record<string, () => Promise<void>> = {
  async migrate() {
    const { config, master, url, rolePrefix } = surroundings(process.env)
    const servers = serversOf(config, url)
    const applied = await migrateAll({ url, rolePrefix, master, servers }, console.log)
    if (applied === 0) console.log('Nothing to migrate')
  },

  'keys:rotate': () =>
    withTransactions(async (transactions) => {
      const found = await eachOrganization(transactions, values.organization, async ({ organizationId, slug }) => {
        const rows = await rotateKeys({ transactions, rotated: rotatedIn(features) }, organizationId)
        if (rows !== undefined) console.log(`${slug}: new keys, ${rows} rows made anew`)
      })
      if (!found) throw new StartupError(`there is no organization ${values.organization ?? 'yet'}`)
    }),

  jobs,

  operators,

  'keys:rewrap': () =>
    withTransactions(async (transactions) => {
      const count = await rewrapKeys(transactions, surroundings(process.env).url)
      console.log(
        `${count} keys are wrapped by MASTER_KEY now, and roles have new passwords; MASTER_KEY_PREVIOUS may go`,
      )
    }),

  /** What a PgBouncer reads as its `auth_file`. */
  async 'pooler:users'() {
    const { master, rolePrefix } = surroundings(process.env)
    process.stdout.write(poolerUsers(rolePrefix, master))
  },

  'audit:verify': () =>
    withTransactions(async (transactions) => {
      const caller: Caller = { requestId: `audit-${newId()}`, origin: 'job' }
      const found = await eachOrganization(transactions, values.organization, async (tenant) => {
        const both = await verifyBoth(transactions, tenant, caller)
        for (const [what, { events, batches, loose, head, findings, broughtBack }] of Object.entries(both)) {
          const say = (sentence: string) => console.log(`${tenant.slug}, ${what}: ${sentence}`)
          say(`${events} events in ${batches} batches, ${loose} wait; head ${head}`)
          if (broughtBack.length > 0) say(`brought back from a copy before batch ${broughtBack.join(', ')}`)
          for (const finding of findings) say(sentenceOf(finding))
          if (findings.length > 0) process.exitCode = 1
        }
      })
      if (!found) throw new StartupError(`there is no organization ${values.organization ?? 'yet'}`)
    }),
}

/** Compares both audits of an organization with their chains. */
async function verifyBoth(
  transactions: Transactions,
  tenant: Tenant,
  caller: Caller,
): Promise<{ records: Verified; security: Verified }> {
  const { organizationId, keys } = tenant
  const sealer = sealerOf(transactions.master, organizationId, keys)
  return {
    records: await inTenant(transactions, tenant, caller, { mode: 'read' }, (tx) => verifyAudit(recordsAudit(tx))),
    // one moment: what is old is forgotten meanwhile
    security: await inControl(transactions, caller, { mode: 'snapshot', organizationId }, (control) =>
      verifyAudit(securityAudit(control, organizationId, sealer)),
    ),
  }
}

/** `operators invite <mail>`: the first one, who invites all others; prints a link that works once, for a day. */
async function operators(): Promise<void> {
  const { config, url, rolePrefix } = surroundings(process.env)
  const [, what, mail = ''] = positionals
  const email = readEmail(mail)
  if (what !== 'invite' || !email) throw new StartupError('usage: cli.ts operators invite <mail>')
  const token = await inviteFirstOperator(url, rolePrefix, email)
  if (!token) throw new StartupError('somebody runs this platform already, and invites others at /platform')
  console.log(`${config.origin}/platform/invitations/${token}`)
}

/** `jobs`: those that used all their tries; `jobs retry <id…>`, `jobs drop <id…>`. */
async function jobs(): Promise<void> {
  const { log, master, url, rolePrefix } = surroundings(process.env)
  const [, what = 'list', ...ids] = positionals
  if (!['list', 'retry', 'drop'].includes(what) || ids.some((id) => !/^\d+$/.test(id)))
    throw new StartupError('usage: cli.ts jobs [list | retry <id…> | drop <id…>]')
  const databases = openDatabases({
    url,
    rolePrefix,
    master,
    hasWorker: true,
    onError: (error) => log.warn({ err: error }, 'a connection was lost'),
  })
  try {
    if (what === 'retry') console.log(`${await retryDeadJobs(databases.worker, ids)} jobs are tried again`)
    else if (what === 'drop') console.log(`${await dropDeadJobs(databases.worker, ids)} jobs are dropped`)
    else {
      const dead = await listDeadJobs(databases.worker)
      for (const { id, name, organization_id, since, last_error } of dead)
        console.log([id, name, organization_id, since, last_error].join('\t'))
      if (dead.length === 0) console.log('No job used all its tries')
    }
  } finally {
    await databases.close()
  }
}

async function withTransactions(work: (transactions: Transactions) => Promise<void>): Promise<void> {
  const { config, log, master, url, rolePrefix } = surroundings(process.env)
  const databases = openDatabases({
    url,
    rolePrefix,
    master,
    poolSize: config.POOL_SIZE,
    onError: (error) => log.warn({ err: error }, 'a connection was lost'),
  })
  try {
    await adoptFirstKey(databases.control, master)
    await work({
      databases,
      master,
      extensions: extensionsIn(features),
      within: withinOf(features),
      messageDelaySeconds: config.messageDelaySeconds,
      breaker: new Breaker(log),
      rememberedTenants: new RememberedTenants(),
      promiseLook: promisedLooks(databases.control),
    })
  } finally {
    await databases.close()
  }
}

const command = commands[positionals[0] ?? '']
if (command) await command().catch(cannotStart)
else {
  console.error(`usage: cli.ts ${Object.keys(commands).join(' | ')} [--organization <slug>]`)
  process.exit(2)
}
