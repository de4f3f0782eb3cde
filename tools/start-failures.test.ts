import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import fs from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { writeAccounts } from '../server/src/demo/actions.ts'
import { masterKeyFrom } from '../server/src/kit/crypto/master-key.ts'
import { migrateAll } from '../server/src/kit/db/placements.ts'
import { startTestCluster } from '../server/src/kit/postgres/launcher.ts'
import { clearSurvivor } from '../server/src/kit/postgres/survivor.ts'
import { isDeep } from '../server/src/testing/deep.ts'
import { startOldPostgres } from './old-postgres-fixture.ts'

const root = path.dirname(import.meta.dirname)
const serverNode = path.join(root, 'node_modules', '.bin', 'node')
const serverProgram = ['server/src/start.ts']
const quiet = { PORT: '0', DEMO: 'off', MASTER_KEY: randomBytes(32).toString('base64') }
const undo: (() => unknown)[] = []

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

describe('a start that cannot be ends with one clear sentence', () => {
  test('when the port is taken, and leaves the data folder free for the next start', async () => {
    const other = createServer().listen(0)
    await once(other, 'listening')
    undo.push(() => other.close())
    const address = other.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const dataDir = temporaryFolder()

    expectOneSentence(await startServer({ PORT: String(port), DATA_DIR: dataDir }), String(port))
    expect(fs.existsSync(path.join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false)
  })

  test('when the data folder cannot be written', async () => {
    const file = path.join(temporaryFolder(), 'file')
    fs.writeFileSync(file, '')
    expectOneSentence(await startServer({ DATA_DIR: path.join(file, 'data') }), 'data folder')
  })

  test('when nothing answers at DATABASE_URL, and does not tell its password', async () => {
    const url = 'postgres://polyclinic:hush-hush@127.0.0.1:1/polyclinic'
    const ended = await startServer({ DATA_DIR: temporaryFolder(), DATABASE_URL: url })
    expectOneSentence(ended, 'DATABASE_URL')
    expect(ended.said).not.toContain('hush-hush')
  })

  test('when the server at DATABASE_URL is too old', async () => {
    const old = await startOldPostgres('14.11')
    undo.push(() => old.close())
    expectOneSentence(await startServer({ DATA_DIR: temporaryFolder(), DATABASE_URL: old.url }), 'PostgreSQL 15')
  })

  test('when the account in DATABASE_URL may not make what Polyclinic needs', async () => {
    const { default: pg } = await import('pg')
    const cluster = await startTestCluster({ directory: temporaryFolder() })
    undo.push(() => cluster.stop())
    const owner = new pg.Client({ connectionString: cluster.url })
    await owner.connect()
    await owner.query('create role weak login')
    await owner.end()

    const url = cluster.url.replace('postgres@', 'weak@')
    expectOneSentence(await startServer({ DATA_DIR: temporaryFolder(), DATABASE_URL: url }), 'DATABASE_URL')
  })

  test('when what everybody knows would stand at an address for everybody', async () => {
    const PUBLIC_ORIGIN = 'https://clinic.example'
    const start = (env: NodeJS.ProcessEnv) => startServer({ DATA_DIR: temporaryFolder(), PUBLIC_ORIGIN, ...env })
    expectOneSentence(await start({ DEMO: 'on' }), 'DEMO cannot be on along with PUBLIC_ORIGIN')
    expectOneSentence(await start({ MASTER_KEY: Buffer.alloc(32, 7).toString('base64') }), 'MASTER_KEY is not random')
    const url = 'postgres://polyclinic:polyclinic@127.0.0.1:1/polyclinic'
    expectOneSentence(await start({ DATABASE_URL: url }), 'DATABASE_URL has a password that everybody guesses')
  })

  test('when the database holds the demo world and the address is for everybody', async () => {
    const { default: pg } = await import('pg')
    const cluster = await startTestCluster({ directory: temporaryFolder() })
    undo.push(() => cluster.stop())
    const master = masterKeyFrom(Buffer.from(quiet.MASTER_KEY, 'base64'))
    await migrateAll({ url: cluster.url, rolePrefix: 'demo', master })
    const owner = new pg.Client({ connectionString: cluster.url })
    await owner.connect()
    await writeAccounts(owner)
    await owner.end()

    const env = { DATA_DIR: temporaryFolder(), DATABASE_URL: cluster.url, ROLE_PREFIX: 'demo' }
    for (const program of ['start.ts', 'api.ts', 'worker.ts'])
      expectOneSentence(
        await run(serverNode, [`server/src/${program}`], root, {
          ...quiet,
          ...env,
          PUBLIC_ORIGIN: 'https://clinic.example',
        }),
        'the demo world is in this database',
      )
  })

  test('when install scripts were switched off', async () => {
    const clone = cloneOfStart()
    markInstalled(clone)
    expectOneSentence(await run(process.execPath, ['start.mjs'], clone), 'install scripts')
  })

  test('when npm cannot install the packages', async () => {
    const clone = cloneOfStart()
    const unreachable = {
      npm_config_registry: 'http://127.0.0.1:1',
      npm_config_fetch_retries: '0',
      npm_config_cache: clone,
    }
    const ended = await run(process.execPath, ['start.mjs'], clone, unreachable)
    expect(ended.code).toBe(1)
    expect(ended.said).toMatch(/^Polyclinic cannot start: npm could not install the packages/m)
  })

  test('when the web app cannot be built', async () => {
    const clone = cloneOfStart()
    fs.mkdirSync(path.join(clone, 'web'))
    fs.writeFileSync(path.join(clone, 'web', 'build.mjs'), '')
    fs.writeFileSync(path.join(clone, 'web', 'package.json'), JSON.stringify({ scripts: { build: 'exit 3' } }))
    markInstalled(clone)
    fs.mkdirSync(path.join(clone, 'node_modules', '.bin'))
    fs.symlinkSync(process.execPath, path.join(clone, 'node_modules', '.bin', 'node'))
    const ended = await run(process.execPath, ['start.mjs'], clone)
    expect(ended.code).toBe(1)
    expect(ended.said).toMatch(/^Polyclinic cannot start: the web app could not be built/m)
  })
})

test('a first start that is killed, at whatever moment, does not block the next one', async () => {
  const dataDir = temporaryFolder()
  undo.push(() => clearSurvivor(path.join(dataDir, 'postgres')))
  for (const killedAfterMs of isDeep ? [300, 600, 900, 1200] : [500, 1100]) {
    const { child } = spawnServer({ DATA_DIR: dataDir })
    const kill = setTimeout(() => child.kill('SIGKILL'), killedAfterMs)
    await once(child, 'exit')
    clearTimeout(kill)
  }
  const { child, said } = spawnServer({ DATA_DIR: dataDir })
  const ended = once(child, 'exit')
  await expect.poll(() => said.join('') + (child.exitCode ?? '')).toContain('Polyclinic is ready')
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
})

type Ended = { code: number | null; said: string }

function expectOneSentence({ code, said }: Ended, about: string): void {
  const lines = said.split('\n').filter((line) => line.startsWith('Polyclinic cannot start: '))
  expect(lines, said).toHaveLength(1)
  expect(lines[0]).toContain(about)
  expect(said).not.toMatch(/^\s+at /m)
  expect(code).toBe(1)
}

function startServer(env: NodeJS.ProcessEnv): Promise<Ended> {
  return run(serverNode, serverProgram, root, { ...quiet, ...env })
}

function spawnServer(env: NodeJS.ProcessEnv): ReturnType<typeof spawned> {
  return spawned(serverNode, serverProgram, root, { ...quiet, ...env })
}

async function run(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const { child, said } = spawned(command, args, cwd, env)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said: said.join('') }
}

function spawned(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv) {
  const { DATABASE_URL: _, NODE_ENV: __, ...inherited } = process.env
  const child = spawn(command, args, { cwd, env: { ...inherited, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => said.push(text.toString()))
  undo.push(() => child.kill('SIGKILL'))
  return { child, said }
}

/** A folder that holds the starting program and the lock file, and no packages. */
function cloneOfStart(): string {
  const clone = temporaryFolder()
  fs.mkdirSync(path.join(clone, 'tools'))
  const files = ['start.mjs', 'tools/prepare.mjs', 'tools/follow-parent.mjs', 'package.json', 'package-lock.json']
  for (const file of files) fs.copyFileSync(path.join(root, file), path.join(clone, file))
  return clone
}

/** What npm leaves with install scripts switched off, as far as the start looks at it: everything but Node. */
function markInstalled(clone: string): void {
  const lock = fs.readFileSync(path.join(clone, 'package-lock.json'))
  fs.mkdirSync(path.join(clone, 'node_modules'))
  fs.writeFileSync(
    path.join(clone, 'node_modules', '.polyclinic-stamp'),
    createHash('sha256').update(lock).digest('hex'),
  )
}

function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'polyclinic-test-'))
  undo.push(() => fs.rmSync(folder, { recursive: true, force: true }))
  return folder
}
