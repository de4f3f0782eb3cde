import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { JSONWebKeySet } from 'jose'
import { features } from './app.ts'
import { clamd } from './adapters/clamav/client.ts'
import { smtpMailer } from './adapters/smtp/client.ts'
import { hashRanges } from './adapters/breached-passwords/client.ts'
import { developmentMailbox, type KeptMail } from './adapters/mailbox/client.ts'
import { serveMailbox, type MailboxPage } from './adapters/mailbox/page.ts'
import { createAuth, signToken, type Auth } from './features/factors/better-auth/auth.ts'
import { createAuthenticate } from './features/identity/sessions/authenticate.ts'
import { demoPassword } from './demo/accounts.ts'
import { createPasswordCheck } from './features/factors/passwords/stolen.ts'
import { createRefusalLog } from './features/identity/security-events/actions.ts'
import { endWait, listWaiting } from './features/messaging/messages/actions.ts'
import { whereMessagesWait } from './features/messaging/messages/jobs.ts'
import { queueAccountMail } from './features/identity/account-mails/actions.ts'
import { writeFirstRows, markFounded } from './features/organizations/organizations/actions.ts'
import type { Config } from './kit/config/config.ts'
import { serversOf } from './kit/config/database-servers.ts'
import { productVersion } from './kit/config/version.ts'
import type { MasterKey } from './kit/crypto/master-key.ts'
import { databaseMaker } from './kit/postgres/database-maker.ts'
import { Breaker } from './kit/db/outages/breaker.ts'
import { openDatabases, pooledPlacementId } from './kit/db/databases.ts'
import { RememberedTenants } from './kit/db/tenants/remembered.ts'
import { openDocuments } from './kit/documents/documents.ts'
import { documentsOf, extensionsIn, jobsOf, routerOf, withinOf } from './kit/feature.ts'
import { newId } from './kit/db/ids.ts'
import { promisedLooks } from './kit/jobs/promised-looks.ts'
import { inControl, inTenant, type Transactions } from './kit/db/tenant-tx.ts'
import { adoptFirstKey } from './kit/keys/first-key.ts'
import { serveApi } from './kit/http/api.ts'
import { generateDocument } from './kit/openapi/document.ts'
import { serveHealth } from './kit/http/health.ts'
import type { Platform } from './kit/http/platform.ts'
import { createRate } from './kit/limits/rate.ts'
import { createServer } from './kit/http/server.ts'
import { serveDocs, serveWeb } from './kit/pages/web.ts'
import { startWorkers, type Workers } from './kit/jobs/jobs.ts'
import { openListeningFeed } from './kit/live/listen.ts'
import { openPollingFeed } from './kit/live/poll.ts'
import type { Log } from './kit/log/log.ts'
import { folderStore, type BlobStore } from './kit/storage/blobs.ts'
import type { Mailer } from './kit/mail/mail.ts'

export interface ApplicationOptions {
  config: Config
  log: Log
  master: MasterKey
  /** The control database; its user is replaced by the roles that own nothing. */
  url: string
  rolePrefix: string
  parts: { api: boolean; worker: boolean }
}

export interface Application {
  platform: Platform
  auth: Auth
  http?: FastifyInstance
  workers?: Workers
  /** Mails of the development mailbox; empty where SMTP is configured. */
  mails(): KeptMail[]
  /** Lets go of everything, in the order in which it hangs together. */
  close(): Promise<void>
}

export async function openApplication({
  config,
  log,
  master,
  url,
  rolePrefix,
  parts,
}: ApplicationOptions): Promise<Application> {
  const databases = openDatabases({
    url,
    rolePrefix,
    master,
    ...(config.POOL_URL && { poolUrl: config.POOL_URL }),
    poolSize: config.POOL_SIZE,
    hasWorker: parts.worker,
    onError: (error) => log.warn({ part: 'database', err: error }, 'a connection was lost'),
  })
  await adoptFirstKey(databases.control, master).catch(async (error: unknown) => {
    await databases.close()
    throw error
  })
  const feed =
    config.LIVE === 'poll'
      ? openPollingFeed()
      : await openListeningFeed({ address: databases.listener, pool: databases.control, log })
  const rememberedTenants = new RememberedTenants()
  feed.onTenantChanged((organizationId) =>
    organizationId ? rememberedTenants.forget(organizationId) : rememberedTenants.forgetAll(),
  )
  const transactions: Transactions = {
    databases,
    master,
    extensions: extensionsIn(features),
    within: withinOf(features),
    messageDelaySeconds: config.messageDelaySeconds,
    breaker: new Breaker(log),
    rememberedTenants,
    promiseLook: promisedLooks(databases.control),
    onCommitted: feed.signal,
    onEndFailed: (error, organizationId) =>
      log.warn({ part: 'endings', organizationId, err: error }, 'what follows a transaction failed; it is tried again'),
  }
  const mailbox = config.SMTP_URL ? undefined : developmentMailbox(config.dataDir)
  const mailer: Mailer = config.SMTP_URL
    ? smtpMailer({ url: config.SMTP_URL, from: config.mailFrom })
    : (mailbox as Mailer)
  const documents = openDocuments(documentsOf(features))
  const refusals = createRefusalLog({ transactions, log })
  const range = config.BREACHED_PASSWORDS_URL ? hashRanges(config.BREACHED_PASSWORDS_URL) : undefined
  const isStolen = createPasswordCheck({
    log,
    ...(range && { range }),
    ...(config.DEMO === 'on' && !config.isPublic && { allowed: demoPassword }),
  })
  const auth = createAuth({
    config,
    master,
    log,
    databases,
    transactions,
    refusals,
    isStolen,
    sendMail: async ({ kind, to, name, language, url: link }) => {
      await inControl(transactions, { requestId: newId() }, { mode: 'write' }, (control) =>
        queueAccountMail(control, master, { kind, to, language, url: link, names: { name } }),
      )
      feed.signal(pooledPlacementId, '')
    },
  })
  const platform: Platform = {
    config,
    log,
    master,
    databases,
    databaseMaker: databaseMaker({ servers: serversOf(config, url), rolePrefix, master }),
    transactions,
    changes: feed,
    mailer,
    documents,
    blobs: await blobsOf(config),
    ...(config.CLAMD_URL && { scan: clamd(config.CLAMD_URL) }),
    refusals,
    auth: {
      signToken: (accountId, sessionId) => signToken(auth, config.origin, accountId, sessionId),
      isStolen,
      handler: (request) => auth.handler(request),
    },
    authenticate: createAuthenticate({
      readKeys: async () => (await auth.api.getJwks()) as unknown as JSONWebKeySet,
      pool: databases.accounts,
      config,
      master,
      refusals,
      extensions: transactions.extensions,
    }),
    async writeFirstRows(tenant) {
      const caller = { requestId: newId() }
      await inTenant(transactions, tenant, caller, { mode: 'write' }, writeFirstRows)
      await inControl(transactions, caller, { mode: 'write', organizationId: tenant.organizationId }, (control) =>
        markFounded(control, tenant.organizationId),
      )
    },
  }
  const http = parts.api ? await openHttp(platform, mailbox && pageOf(platform, mailbox.list)) : undefined
  const workers = parts.worker ? await startWorkers(platform, feed, jobsOf(features), databases.worker) : undefined
  return {
    platform,
    auth,
    http,
    workers,
    mails: () => mailbox?.list() ?? [],
    async close() {
      feed.end()
      // answers under way have a moment to finish; idle connections are closed at once
      const cut = setTimeout(() => http?.server.closeAllConnections(), 4000)
      await http?.close()
      clearTimeout(cut)
      await workers?.stop()
      mailer.close()
      await documents.close()
      await refusals.flush()
      await feed.close()
      await databases.close()
    },
  }
}

/** What speaks to a bucket is large, and most installations have none. */
async function blobsOf({ FILES_URL, dataDir }: Config): Promise<BlobStore> {
  if (!FILES_URL) return folderStore(path.join(dataDir, 'files'))
  const { bucketStore } = await import('./adapters/s3/client.ts')
  return bucketStore(FILES_URL)
}

const pageOf = (platform: Platform, list: () => KeptMail[]): MailboxPage => ({
  list,
  waiting: async () => (await whereMessagesWait(platform, listWaiting)).flat(),
  sendNow: async () => void (await whereMessagesWait(platform, endWait)),
})

async function openHttp(platform: Platform, mailbox: MailboxPage | undefined): Promise<FastifyInstance> {
  const { REQUESTS_PER_MINUTE: perMinute } = platform.config
  const rates = { address: createRate(perMinute), caller: createRate(perMinute) }
  const http = createServer(platform, rates.address)
  let document: Promise<object> | undefined
  serveHealth(http, platform)
  for (const { pages = [] } of features) for (const serve of pages) await serve(http, platform)
  await serveApi(http, platform, routerOf(features), rates)
  serveDocs(http, () => (document ??= generateDocument(features, productVersion)))
  if (mailbox && !platform.config.isPublic) serveMailbox(http, mailbox)
  await serveWeb(http, { isFormAll: platform.config.signInProviders.length === 0 })
  await http.ready()
  return http
}
