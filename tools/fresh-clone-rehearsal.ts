import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../server/src/testing/free-port.ts'

/** Somebody with a clone; `ids` is empty for whoever runs this. */
export type Visitor = {
  title: string
  home: string
  clone: string
  ids: { uid: number; gid: number } | Record<string, never>
}

export async function rehearse(visitor: Visitor, { startOnly }: { startOnly: boolean }): Promise<void> {
  await start(visitor, 'first start, with installation', 15 * 60_000, stopByCtrlC)
  await start(visitor, 'second start', 30_000, stopByCtrlC)
  await start(visitor, 'start before a kill of everything but PostgreSQL', 30_000, killAll)
  await start(visitor, 'start after that kill', 30_000, killNpm)
  await start(visitor, 'start after a kill of npm alone', 30_000, stopByCtrlC)
  if (startOnly) return
  const begun = Date.now()
  const [code] = (await once(npm(visitor, ['test'], 'inherit'), 'exit')) as [number | null]
  if (code !== 0) throw new Error(`npm test ended with ${code}`)
  saw('npm test', begun)
}

type Ending = (visitor: Visitor, running: ChildProcess) => Promise<void>

async function start(visitor: Visitor, what: string, patienceMs: number, end: Ending): Promise<void> {
  const port = await freePort()
  const begun = Date.now()
  const running = npm(visitor, ['start'], 'pipe', { PORT: String(port) })
  let said = ''
  for (const stream of [running.stdout, running.stderr]) stream?.on('data', (text: Buffer) => (said += text.toString()))
  try {
    while (!(await isReady(port))) {
      if (running.exitCode !== null) throw new Error(`${what}: npm start ended with ${running.exitCode}`)
      if (Date.now() - begun > patienceMs) throw new Error(`${what}: not ready after ${patienceMs / 1000} s`)
      await wait(25)
    }
    saw(what, begun)
    await end(visitor, running)
  } catch (error) {
    console.error(said)
    for (const pid of processesIn(visitor)) signal(pid, 'SIGKILL')
    throw error
  }
}

/** A terminal sends Ctrl-C to the whole group in its foreground. */
async function stopByCtrlC(visitor: Visitor, running: ChildProcess): Promise<void> {
  const begun = Date.now()
  const exit = once(running, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  signal(-(running.pid ?? 0), 'SIGINT')
  const [code, by] = await Promise.race([exit, wait(30_000).then((): [string, null] => ['no end within 30 s', null])])
  if (code !== 0 && code !== 130 && by !== 'SIGINT') throw new Error(`Ctrl-C: npm start ended with ${code ?? by}`)
  // The last process may still be on its way out when npm has gone.
  await nothingLeft(visitor, 2000)
  saw('  stopped by Ctrl-C, nothing left running', begun)
}

async function killAll(visitor: Visitor, running: ChildProcess): Promise<void> {
  signal(-(running.pid ?? 0), 'SIGKILL')
  for (const pid of processesIn(visitor)) if (!nameOf(pid).startsWith('postgres')) signal(pid, 'SIGKILL')
}

async function killNpm(_visitor: Visitor, running: ChildProcess): Promise<void> {
  running.kill('SIGKILL')
}

async function nothingLeft(visitor: Visitor, patienceMs: number): Promise<void> {
  for (const deadline = Date.now() + patienceMs; processesIn(visitor).length > 0; await wait(50)) {
    if (Date.now() < deadline) continue
    throw new Error(
      `left running: ${processesIn(visitor)
        .map((pid) => `${nameOf(pid)} (${pid})`)
        .join(', ')}`,
    )
  }
}

function npm(
  visitor: Visitor,
  args: string[],
  stdio: 'pipe' | 'inherit',
  settings: NodeJS.ProcessEnv = {},
): ChildProcess {
  return spawn('npm', args, {
    ...visitor.ids,
    cwd: visitor.clone,
    env: { ...environmentOf(visitor), ...settings },
    stdio: ['ignore', stdio, stdio],
    detached: true,
  })
}

/** The environment of a fresh shell: the machine's own Node, and of npm's settings only where the packages come from. */
function environmentOf({ home, ids }: Visitor): NodeJS.ProcessEnv {
  const kept =
    /^(lang|tz|term|ci|https?_proxy|no_proxy|node_extra_ca_certs|ssl_cert_file|npm_config_(registry|cafile|.*proxy))$/i
  const searched = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => !/node_modules|node-gyp-bin/.test(folder))
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => kept.test(name))),
    HOME: home,
    PATH: searched.join(path.delimiter),
    ...(ids.uid === undefined ? { USER: process.env['USER'] } : {}),
  }
}

function processesIn({ clone }: Visitor): number[] {
  return fs
    .readdirSync('/proc')
    .map(Number)
    .filter(
      (pid) =>
        pid > 0 && pid !== process.pid && [linkOf(pid, 'cwd'), linkOf(pid, 'exe')].some((at) => at.startsWith(clone)),
    )
}

function linkOf(pid: number, name: 'cwd' | 'exe'): string {
  try {
    return fs.readlinkSync(`/proc/${pid}/${name}`)
  } catch {
    return ''
  }
}

function nameOf(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
  } catch {
    return 'ended'
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended meanwhile.
  }
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://localhost:${port}/health/ready`)).ok
  } catch {
    return false
  }
}

function saw(what: string, begun: number): void {
  console.log(`✓ ${what}: ${((Date.now() - begun) / 1000).toFixed(2)} s`)
}
