import { mkdirSync } from 'node:fs'
import { openApplication, type Application } from './application.ts'
import { readConfig, type Config } from './kit/config/config.ts'
import { loadMasterKey } from './kit/crypto/master-key.ts'
import { migrate } from './kit/db/migrate.ts'
import { createLog } from './kit/log/log.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from './kit/postgres/launcher.ts'
import { StartupError } from './kit/postgres/startup-error.ts'

/** Everything in one process: database where none is given, migrations, api, worker. */
async function start(): Promise<void> {
  const config = plainly(() => readConfig(process.env))
  const log = createLog(process.stdout.isTTY && !process.env.LOG_LEVEL ? 'warn' : config.LOG_LEVEL)
  const opened = await openDatabase(config)
  let application: Application | undefined
  let stopping: Promise<void> | undefined
  const stop = (code: number) =>
    (stopping ??= (async () => {
      // what hangs longer than this is cut off; nothing acknowledged is lost by it
      setTimeout(() => process.exit(code || 1), 15_000).unref()
      await application?.close().catch((error: Error) => log.error({ err: error.message }, 'closing failed'))
      await opened.embedded?.stop()
      process.exit(code)
    })())
  process.on('SIGINT', () => void stop(0))
  process.on('SIGTERM', () => void stop(0))
  void opened.embedded?.lost.then((sentence) => {
    if (stopping) return
    console.error(`Polyclinic stops: ${sentence}`)
    void stop(1)
  })
  try {
    const master = plainly(() => loadMasterKey({ configured: config.MASTER_KEY, dataDir: config.dataDir, mayCreate: !config.DATABASE_URL }))
    const rolePrefix = config.ROLE_PREFIX ?? prefixOf(opened.url)
    await migrate({ url: opened.url, rolePrefix, master, lines: ['control', 'tenant'] })
    application = await openApplication({ config, log, master, url: opened.url, rolePrefix, parts: { api: true, worker: true } })
    await listen(application, config)
  } catch (error) {
    await application?.close().catch(() => {})
    await opened.embedded?.stop()
    throw error
  }
  console.log(`Polyclinic is ready at http://localhost:${config.PORT}`)
}

async function openDatabase(config: Config): Promise<{ url: string; embedded?: EmbeddedPostgres }> {
  makeDataFolder(config.dataDir)
  if (config.DATABASE_URL) return { url: config.DATABASE_URL }
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, log: (sentence) => console.log(sentence) })
  return { url: embedded.url.replace('postgres://postgres@/', 'postgres://postgres@localhost/'), embedded }
}

function makeDataFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new StartupError(`the data folder ${dataDir} cannot be written (${(error as NodeJS.ErrnoException).code})`)
  }
}

/** What the operator set wrongly is one sentence, without a stack. */
function plainly<Result>(read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    throw new StartupError((error as Error).message)
  }
}

/** `polyclinic`: roles are named after the control database. */
function prefixOf(url: string): string {
  const name = decodeURIComponent(new URL(url).pathname.slice(1)) || 'polyclinic'
  return name.toLowerCase().replaceAll(/[^a-z0-9_]/g, '_').slice(0, 40)
}

async function listen({ http }: Application, { PORT }: Config): Promise<void> {
  try {
    await http?.listen({ port: PORT, host: '::', ipv6Only: false }).catch(async (error: NodeJS.ErrnoException) => {
      // machines without IPv6
      if (error.code !== 'EAFNOSUPPORT' && error.code !== 'EADDRNOTAVAIL') throw error
      await http.listen({ port: PORT, host: '0.0.0.0' })
    })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') throw new StartupError(`port ${PORT} is taken by another program; set PORT to a free one`)
    if (code === 'EACCES') throw new StartupError(`port ${PORT} may not be opened by this user; set PORT to one above 1023`)
    throw error
  }
}

start().catch((error: Error) => {
  console.error(error instanceof StartupError || !error.stack ? `Polyclinic cannot start: ${error.message}` : `Polyclinic cannot start: ${error.message}\n${error.stack}`)
  process.exit(1)
})
