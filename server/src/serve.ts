import { openApplication, type Application } from './application.ts'
import { refuseDemo } from './demo/refused.ts'
import { readConfig, type Config } from './kit/config/config.ts'
import { loadMasterKey, type MasterKey } from './kit/crypto/master-key.ts'
import { isAway } from './kit/db/outages/away.ts'
import { withoutData } from './kit/log/error-facts.ts'
import { createLog, type Log } from './kit/log/log.ts'
import { StartupError } from './kit/postgres/startup-error.ts'
import { codeOf, messageOf } from './kit/thrown.ts'

export interface Surroundings {
  config: Config
  log: Log
  master: MasterKey
  url: string
  rolePrefix: string
}

/** `polyclinic`: roles are named after the control database. */
export function prefixOf(url: string): string {
  const name = decodeURIComponent(new URL(url).pathname.slice(1)) || 'polyclinic'
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]/g, '_')
    .slice(0, 40)
}

/** What the operator set wrongly is one sentence, without a stack. */
export function plainly<Result>(read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    throw new StartupError(messageOf(error))
  }
}

export function surroundings(env: NodeJS.ProcessEnv): Surroundings {
  const config = plainly(() => readConfig(env))
  if (!config.DATABASE_URL) throw new StartupError('DATABASE_URL is required here; `npm start` brings a database along')
  const master = plainly(() =>
    loadMasterKey({
      configured: config.MASTER_KEY,
      previous: config.MASTER_KEY_PREVIOUS,
      dataDir: config.dataDir,
      mayCreate: false,
    }),
  )
  return {
    config,
    log: createLog(config.LOG_LEVEL),
    master,
    url: config.DATABASE_URL,
    rolePrefix: config.ROLE_PREFIX ?? prefixOf(config.DATABASE_URL),
  }
}

/** Opens the port, or says in one sentence why it cannot. */
export async function listen({ http }: Application, { PORT }: Config): Promise<void> {
  try {
    await http?.listen({ port: PORT, host: '::', ipv6Only: false }).catch(async (error: NodeJS.ErrnoException) => {
      // machines without IPv6
      if (error.code !== 'EAFNOSUPPORT' && error.code !== 'EADDRNOTAVAIL') throw error
      await http.listen({ port: PORT, host: '0.0.0.0' })
    })
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EADDRINUSE')
      throw new StartupError(`port ${PORT} is taken by another program; set PORT to a free one`)
    if (code === 'EACCES')
      throw new StartupError(`port ${PORT} may not be opened by this user; set PORT to one above 1023`)
    throw error
  }
}

/** Ends the process with one sentence, and a stack only where nobody foresaw it. */
export function cannotStart(error: Error): never {
  console.error(
    error instanceof StartupError
      ? `Polyclinic cannot start: ${error.message}`
      : `Polyclinic cannot start: ${error.stack ?? error.message}`,
  )
  process.exit(1)
}

/** Closes once, on the first signal; what hangs longer than this is cut off, and nothing acknowledged is lost by it. */
export function closeOnSignal(close: () => Promise<void>): (code: number) => Promise<void> {
  let closing: Promise<void> | undefined
  const stop = (code: number) =>
    (closing ??= (async () => {
      setTimeout(() => process.exit(code || 1), 15_000).unref()
      await close().catch((error: Error) => console.error(`closing failed: ${withoutData(error.message)}`))
      process.exit(code)
    })())
  process.on('SIGINT', () => void stop(0))
  process.on('SIGTERM', () => void stop(0))
  return stop
}

/**
 * A database that goes away in the middle of a library's own work must not end the process: it recovers by itself.
 * Anything else that nobody caught does end it, and the next start finds everything as it was committed.
 */
export function surviveOutages(log: Log): void {
  process.on('unhandledRejection', (error) => {
    if (isAway(error)) return log.warn({ err: error }, 'the database was away')
    end(error)
  })
  // what Node.js would print of it itself is the whole error, with its values
  process.on('uncaughtException', end)
  function end(error: unknown): never {
    log.fatal({ err: error }, 'nobody caught this')
    process.exit(1)
  }
}

/** Runs one half of the product against a database that runs already. */
export function serve(parts: { api: boolean; worker: boolean }): void {
  void (async () => {
    const around = surroundings(process.env)
    const application = await openApplication({ ...around, parts })
    surviveOutages(around.log)
    closeOnSignal(() => application.close())
    await refuseDemo(application.platform)
    if (parts.api) await listen(application, around.config)
    around.log.info({ ...parts, port: parts.api ? around.config.PORT : undefined }, 'ready')
  })().catch(cannotStart)
}
