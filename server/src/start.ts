import { mkdirSync } from 'node:fs'
import { openApplication, type Application } from './application.ts'
import { demoAccounts, demoAuthenticator, demoPassword, operatorEmail } from './demo/accounts.ts'
import { refuseDemo } from './demo/refused.ts'
import { loadDemo } from './demo/load.ts'
import { readConfig, type Config } from './kit/config/config.ts'
import { serversOf } from './kit/config/database-servers.ts'
import { loadMasterKey } from './kit/crypto/master-key.ts'
import { migrateAll } from './kit/db/placements.ts'
import { createLog } from './kit/log/log.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from './kit/postgres/launcher.ts'
import { StartupError } from './kit/postgres/startup-error.ts'
import { cannotStart, closeOnSignal, listen, plainly, prefixOf, surviveOutages } from './serve.ts'
import { codeOf, messageOf } from './kit/thrown.ts'

/** Everything in one process: the database where none is given, migrations, api, worker. */
async function start(): Promise<void> {
  const config = plainly(() => readConfig(process.env))
  const log = createLog(process.env.LOG_LEVEL ? config.LOG_LEVEL : 'warn')
  const opened = await openDatabase(config)
  let application: Application | undefined
  let rolePrefix = ''
  let isClosing = false
  const close = async () => {
    isClosing = true
    await application?.close()
    await opened.embedded?.stop()
  }
  const stop = closeOnSignal(close)
  surviveOutages(log)
  void opened.embedded?.unexpectedEnd.then((sentence) => {
    if (isClosing) return
    console.error(`Polyclinic stops: ${sentence}`)
    void stop(1)
  })
  try {
    const master = plainly(() =>
      loadMasterKey({
        configured: config.MASTER_KEY,
        previous: config.MASTER_KEY_PREVIOUS,
        dataDir: config.dataDir,
        mayCreate: !config.DATABASE_URL,
      }),
    )
    rolePrefix = config.ROLE_PREFIX ?? prefixOf(opened.url)
    await migrateAll({ url: opened.url, rolePrefix, master, servers: serversOf(config, opened.url) })
    application = await openApplication({
      config,
      log,
      master,
      url: opened.url,
      rolePrefix,
      parts: { api: true, worker: true },
    })
    await refuseDemo(application.platform)
    await listen(application, config)
  } catch (error) {
    // stopped in the middle of starting: whoever stops it says so
    if (isClosing) return
    await close().catch(() => {})
    throw error
  }
  console.log(`Polyclinic is ready at ${config.origin}`)
  if (config.DEMO === 'on' && !config.isPublic) await showDemo(application, opened.url, rolePrefix, () => isClosing)
}

/** The demo world loads behind the running product; a start that was cut off goes on with it. */
async function showDemo(
  application: Application,
  url: string,
  rolePrefix: string,
  isClosing: () => boolean,
): Promise<void> {
  console.log(`Demo sign-ins, password ${demoPassword}:`)
  for (const { email, roles } of demoAccounts)
    console.log(
      `  ${email.padEnd(30)} ${roles.map(({ role, organization }) => `${role} at ${organization}`).join(', ')}`,
    )
  console.log(`  ${operatorEmail} also needs an authenticator app with the key ${demoAuthenticator}`)
  try {
    await loadDemo({ application, url, rolePrefix, say: (sentence) => console.log(sentence) })
    console.log('The demo world is loaded')
  } catch (error) {
    // the product runs without it, and the next start tries again
    if (!isClosing()) console.error(`The demo world could not be loaded: ${messageOf(error)}`)
  }
}

async function openDatabase(config: Config): Promise<{ url: string; embedded?: EmbeddedPostgres }> {
  try {
    mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new StartupError(`the data folder ${config.dataDir} cannot be written (${codeOf(error)})`)
  }
  if (config.DATABASE_URL) return { url: config.DATABASE_URL }
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, log: (sentence) => console.log(sentence) })
  return { url: embedded.url, embedded }
}

start().catch(cannotStart)
