import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startCardPeer } from '../server/src/testing/peers/card-provider.ts'
import { startTestCluster } from '../server/src/kit/postgres/launcher.ts'
import { startProvider } from './provider.ts'
import { freePort } from '../server/src/testing/free-port.ts'

const root = path.dirname(import.meta.dirname)

export interface Product {
  origin: string
  /** Its database, as the owner: for what no screen can do, such as letting days pass. */
  database: string
  stop(): Promise<void>
}

/** Starts it on a port of its own with data of its own, and a second server for databases; what it says goes to `logFile`. Resolves when the demo world is there. */
export async function startProduct(logFile: string): Promise<Product> {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const provider = await startProvider(`${origin}/api/sign-in/callback/hospital`)
  const cards = await startCardPeer()
  cards.tells = `${origin}/api/v1/card-events`
  const data = mkdtempSync(path.join(roomyFolder(), 'polyclinic-journeys-'))
  const elsewhere = mkdtempSync(path.join(roomyFolder(), 'polyclinic-elsewhere-'))
  const second = await startTestCluster({ directory: elsewhere })
  mkdirSync(path.dirname(logFile), { recursive: true })
  const log = createWriteStream(logFile)
  const server = spawn(process.execPath, [path.join(root, 'server', 'src', 'start.ts')], {
    cwd: root,
    // A group of its own, so that Ctrl-C in the terminal leaves the stopping to us.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...settingsOf(process.env),
      DATA_DIR: data,
      PORT: String(port),
      DEMO: 'on',
      MESSAGE_DELAY_SECONDS: '0',
      SIGN_IN_PROVIDERS: provider.setting,
      ...cards.env,
      REGION: 'eu-central',
      DATABASE_SERVERS: JSON.stringify([{ name: 'second', region: 'eu-north', url: second.url }]),
      SIGN_INS_PER_MINUTE: '1000',
      REQUESTS_PER_MINUTE: '100000',
    },
  })
  const stop = async () => {
    await stopServer(server)
    await provider.stop()
    await cards.close()
    await second.stop()
    log.end()
    for (const folder of [data, elsewhere]) rmSync(folder, { recursive: true, force: true })
  }
  // Killed without a chance to clean up: the product goes too.
  process.once('exit', () => server.kill('SIGTERM'))
  server.stdout.pipe(log, { end: false })
  server.stderr.pipe(log, { end: false })
  try {
    await sentence(server, 'The demo world is loaded', 600_000)
    const { status } = await fetch(`${origin}/health/ready`)
    if (status !== 200) throw new Error(`/health/ready answers ${status}`)
  } catch (error) {
    await stop()
    throw new Error(`Polyclinic did not start (its words are in ${logFile}): ${(error as Error).message}`)
  }
  const socket = encodeURIComponent(path.join(data, 'postgres'))
  return { origin, database: `postgres://postgres@localhost/polyclinic?host=${socket}&port=5432`, stop }
}

/** The environment without what would point the product at somebody's real data. */
function settingsOf(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, MASTER_KEY: _1, PUBLIC_ORIGIN: _2, SMTP_URL: _3, ...rest } = env
  return rest
}

/** Memory where there is room for a database, else the temporary folder. */
function roomyFolder(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    if (bavail * bsize > 1_000_000_000) return '/dev/shm'
  } catch {
    // not Linux
  }
  return os.tmpdir()
}

/** Resolves when the product has said this; rejects when it ends or stays silent. */
function sentence({ stdout, stderr, exitCode }: ChildProcess, wanted: string, within: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    const late = setTimeout(() => reject(new Error(`it did not say “${wanted}” in time`)), within)
    const listen = (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes(wanted)) finish(resolve)
      else if (said.includes('could not be loaded'))
        finish(() => reject(new Error('the demo world could not be loaded')))
    }
    const finish = (settle: () => void) => {
      clearTimeout(late)
      settle()
    }
    stdout?.on('data', listen)
    stderr?.on('data', listen)
    stdout?.on('close', () => finish(() => reject(new Error(`it ended (${exitCode}): ${said.slice(-400)}`))))
  })
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = once(server, 'exit')
  server.kill('SIGTERM')
  const patience = setTimeout(() => server.kill('SIGKILL'), 20_000)
  await gone
  clearTimeout(patience)
}
