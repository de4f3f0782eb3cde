import { mkdirSync } from 'node:fs'
import { openApplication, type Application } from './application.ts'
import { readConfig, type Config } from './kit/config/config.ts'
import { loadMasterKey } from './kit/crypto/master-key.ts'
import { migrateAll } from './kit/db/placements.ts'
import { createLog } from './kit/log/log.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from './kit/postgres/launcher.ts'
import { StartupError } from './kit/postgres/startup-error.ts'
import { cannotStart, closeOnSignal, listen, plainly, prefixOf } from './serve.ts'

/** Everything in one process: the database where none is given, migrations, api, worker. */
async function start(): Promise<void> {
  const config = plainly(() => readConfig(process.env))
  const log = createLog(process.env.LOG_LEVEL ? config.LOG_LEVEL : 'warn')
  const opened = await openDatabase(config)
  let application: Application | undefined
  const close = async () => {
    await application?.close()
    await opened.embedded?.stop()
  }
  const stop = closeOnSignal(close)
  let isClosing = false
  void opened.embedded?.lost.then((sentence) => {
    if (isClosing) return
    console.error(`Polyclinic stops: ${sentence}`)
    void stop(1)
  })
  try {
    const master = plainly(() => loadMasterKey({ configured: config.MASTER_KEY, dataDir: config.dataDir, mayCreate: !config.DATABASE_URL }))
    const rolePrefix = config.ROLE_PREFIX ?? prefixOf(opened.url)
    await migrateAll({ url: opened.url, rolePrefix, master })
    application = await openApplication({ config, log, master, url: opened.url, rolePrefix, parts: { api: true, worker: true } })
    await listen(application, config)
  } catch (error) {
    isClosing = true
    await close().catch(() => {})
    throw error
  }
  console.log(`Polyclinic is ready at http://localhost:${config.PORT}`)
}

async function openDatabase(config: Config): Promise<{ url: string; embedded?: EmbeddedPostgres }> {
  try {
    mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new StartupError(`the data folder ${config.dataDir} cannot be written (${(error as NodeJS.ErrnoException).code})`)
  }
  if (config.DATABASE_URL) return { url: config.DATABASE_URL }
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, log: (sentence) => console.log(sentence) })
  return { url: embedded.url.replace('postgres://postgres@/', 'postgres://postgres@localhost/'), embedded }
}

start().catch(cannotStart)
