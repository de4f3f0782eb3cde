import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { roomyFolder } from '../../testing/cluster.ts'
import { chooseAccount } from './account.ts'
import { locate, prepareBinaries } from './binaries.ts'
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './launcher.ts'
import { StartupError } from './startup-error.ts'
import { runsOn } from './survivor.ts'

const isRoot = process.geteuid?.() === 0
const undo: (() => unknown)[] = []

/** A data folder with a cluster that was made and stopped: making one takes longer than all that is done with it. */
let made: string
beforeAll(async () => {
  made = fs.mkdtempSync(path.join(roomyFolder(), 'polyclinic-test-'))
  await (await startEmbeddedPostgres({ dataDir: made, durable: false })).stop()
})
afterAll(() => fs.rmSync(made, { recursive: true, force: true }))

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

describe('the embedded PostgreSQL', () => {
  test('starts on an empty folder, keeps its data over a second start and stops for good', async () => {
    const dataDir = temporaryFolder()
    const first = await started({ dataDir })
    await query(first.url, 'create table kept as select 42 as answer')
    await first.stop()
    expect(() => process.kill(first.pid, 0)).toThrow()

    const second = await started({ dataDir })
    expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  test('keeps the folder closed to others and never listens on the network', async () => {
    const database = await started({ dataDir: folderWithCluster() })
    expect(fs.statSync(database.socketDirectory).mode & 0o777).toBe(0o700)
    expect(await query(database.url, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
  })

  test('runs in a process group of its own, so that Ctrl-C does not reach it', async () => {
    const database = await started({ dataDir: folderWithCluster() })
    expect(() => process.kill(-database.pid, 0)).not.toThrow()
  })

  test('keeps every committed row when it was asked for a cluster that lasts', async () => {
    const database = await startEmbeddedPostgres({ dataDir: folderWithCluster() })
    undo.push(() => database.stop())
    expect(await query(database.url, 'show fsync')).toEqual([{ fsync: 'on' }])
    expect(await query(database.url, 'show synchronous_commit')).toEqual([{ synchronous_commit: 'on' }])
  })

  test('stops what a killed process left running and takes over its data', async () => {
    const dataDir = folderWithCluster()
    const { parent, pid, url } = await startedElsewhere(dataDir)
    await query(url, 'create table kept as select 42 as answer')
    parent.kill('SIGKILL')
    await once(parent, 'exit')
    expect(runsOn(pid, path.join(dataDir, 'postgres'))).toBe(true)

    const next = await started({ dataDir })
    expect(runsOn(pid, path.join(dataDir, 'postgres'))).toBe(false)
    expect(await query(next.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  test('starts after both it and its parent were killed, although the process id is in use again', async () => {
    const dataDir = folderWithCluster()
    const { parent, pid, url } = await startedElsewhere(dataDir)
    await query(url, 'create table kept as select 42 as answer')
    process.kill(pid, 'SIGKILL')
    parent.kill('SIGKILL')
    await once(parent, 'exit')
    const pidFile = path.join(dataDir, 'postgres', 'postmaster.pid')
    fs.writeFileSync(pidFile, fs.readFileSync(pidFile, 'utf8').replace(String(pid), String(process.pid)))

    const next = await started({ dataDir })
    expect(await query(next.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  test('ends the busy server processes of a PostgreSQL that was killed alone before it starts another', async () => {
    const dataDir = folderWithCluster()
    const { parent, pid, url } = await startedElsewhere(dataDir)
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    await client.connect()
    const { rows } = await client.query<{ backend: number }>('select pg_backend_pid() as backend')
    const busy = client.query('do $$ begin while true loop end loop; end $$').catch(() => 'ended')
    process.kill(pid, 'SIGKILL')
    parent.kill('SIGKILL')
    await once(parent, 'exit')
    const backend = rows[0]?.backend ?? 0
    expect(runsOn(backend, path.join(dataDir, 'postgres'))).toBe(true)

    await started({ dataDir })
    expect(runsOn(backend, path.join(dataDir, 'postgres'))).toBe(false)
    expect(await busy).toBe('ended')
  })

  test('forgets a cluster that was only half made', async () => {
    const dataDir = temporaryFolder()
    fs.mkdirSync(path.join(dataDir, 'postgres.unfinished'))
    fs.writeFileSync(path.join(dataDir, 'postgres.unfinished', 'PG_VERSION'), '18')
    const database = await started({ dataDir })
    expect(await query(database.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('reaches a data folder whose path is too long for a socket address', async () => {
    const dataDir = path.join(
      temporaryFolder(),
      'a-rather-long-folder-name-'.repeat(6),
      'with "quotes", commas and spaces',
    )
    const database = await started({ dataDir })
    expect(await query(database.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await database.stop()
    expect(fs.existsSync(database.socketDirectory)).toBe(false)
  })

  test('leaves nothing running when Ctrl-C comes while it starts', async () => {
    const dataDir = temporaryFolder()
    const clusterDir = path.join(dataDir, 'postgres')
    const parent = fork(path.join(import.meta.dirname, 'survivor-fixture.ts'), [dataDir], { execArgv: [] })
    const exit = once(parent, 'exit')
    const pid = await appeared(path.join(clusterDir, 'postmaster.pid'))
    parent.kill('SIGINT')
    expect(await exit).toEqual([130, null])
    await expect.poll(() => runsOn(pid, clusterDir)).toBe(false)
  })

  test('says that PostgreSQL was lost when it ends unasked', async () => {
    const database = await started({ dataDir: folderWithCluster() })
    process.kill(database.pid, 'SIGQUIT')
    expect(await database.unexpectedEnd).toBe('PostgreSQL has ended unexpectedly.')
  })

  test.runIf(isRoot)('runs as root below a folder that only root may enter', async () => {
    const closed = path.join(temporaryFolder(), 'closed')
    fs.mkdirSync(closed, { mode: 0o700 })
    const database = await started({ dataDir: path.join(closed, 'data') })
    expect(fs.statSync(database.socketDirectory).uid).not.toBe(0)
  })

  test.runIf(isRoot)('runs as root from an installation that only root may read', async () => {
    const { native, version } = locate()
    const closed = temporaryFolder()
    fs.chmodSync(closed, 0o700)
    // Without its links, as npm leaves it with install scripts switched off.
    fs.cpSync(native, path.join(closed, 'native'), { recursive: true, filter: (file) => !isLink(file) })
    const from = { native: path.join(closed, 'native'), version: `${version}-test-${process.pid}` }
    const database = await started({
      dataDir: temporaryFolder(),
      binaries: (account) => {
        const copy = prepareBinaries(account, from)
        undo.push(() => fs.rmSync(path.dirname(path.dirname(copy.postgres)), { recursive: true }))
        expect(copy.postgres.startsWith(closed)).toBe(false)
        return copy
      },
    })
    expect(await query(database.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test.runIf(isRoot)('goes on as the owner of the cluster, and takes back files that root restored', async () => {
    const dataDir = folderWithCluster()
    await (await started({ dataDir })).stop()
    const cluster = path.join(dataDir, 'postgres')
    const owner = fs.statSync(cluster).uid
    expect(chooseAccount(cluster).ids.uid).toBe(owner)

    for (const file of fs.readdirSync(cluster, { recursive: true, encoding: 'utf8' })) {
      fs.chownSync(path.join(cluster, file), 0, 0)
    }
    fs.chownSync(cluster, 0, 0)
    await started({ dataDir })
    expect(fs.statSync(cluster).uid).toBe(owner)
  })
})

describe('a start that cannot be', () => {
  test('is refused in one sentence while another one uses the data folder', async () => {
    const dataDir = folderWithCluster()
    const { parent, pid } = await startedElsewhere(dataDir)
    await expect(started({ dataDir })).rejects.toThrow(
      /^another Polyclinic is already running on the data folder .*\.$/,
    )
    expect(runsOn(pid, path.join(dataDir, 'postgres'))).toBe(true)
    parent.kill('SIGKILL')
  })

  test('is refused in one sentence when the data folder cannot be written', async () => {
    const file = path.join(temporaryFolder(), 'file')
    fs.writeFileSync(file, '')
    await expect(started({ dataDir: path.join(file, 'data') })).rejects.toThrow(/^the data folder .* cannot be written/)
  })

  test('is refused when the cluster is of another version, and leaves it alone', async () => {
    const dataDir = folderWithCluster()
    const versionFile = path.join(dataDir, 'postgres', 'PG_VERSION')
    fs.writeFileSync(versionFile, '15\n')
    await expect(started({ dataDir })).rejects.toThrow(StartupError)
    expect(fs.readFileSync(versionFile, 'utf8')).toBe('15\n')
  })

  test('is refused when strange files stand where the cluster belongs, and leaves them alone', async () => {
    const dataDir = temporaryFolder()
    fs.mkdirSync(path.join(dataDir, 'postgres'))
    fs.writeFileSync(path.join(dataDir, 'postgres', 'letter.txt'), 'dear')
    await expect(started({ dataDir })).rejects.toThrow(/is not empty but holds no database/)
    expect(fs.readFileSync(path.join(dataDir, 'postgres', 'letter.txt'), 'utf8')).toBe('dear')
  })

  test('says what PostgreSQL said when a file of the cluster is damaged', async () => {
    const dataDir = folderWithCluster()
    fs.rmSync(path.join(dataDir, 'postgres', 'global', 'pg_control'))
    await expect(started({ dataDir })).rejects.toThrow(/^PostgreSQL does not start on .*pg_control/)
  })
})

async function started(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const database = await startEmbeddedPostgres({ durable: false, ...options })
  undo.push(() => database.stop())
  return database
}

async function startedElsewhere(dataDir: string): Promise<{ parent: ChildProcess; pid: number; url: string }> {
  const parent = fork(path.join(import.meta.dirname, 'survivor-fixture.ts'), [dataDir], { execArgv: [] })
  const [message] = (await once(parent, 'message')) as [{ pid: number; url: string }]
  undo.push(() => {
    parent.kill('SIGKILL')
    if (runsOn(message.pid, path.join(dataDir, 'postgres'))) process.kill(message.pid, 'SIGKILL')
  })
  return { parent, ...message }
}

/** The process id in the file, as soon as there is one. */
async function appeared(pidFile: string): Promise<number> {
  await expect.poll(() => fs.existsSync(pidFile), { interval: 1 }).toBe(true)
  return Number(fs.readFileSync(pidFile, 'utf8').split('\n')[0])
}

function folderWithCluster(): string {
  const folder = temporaryFolder()
  fs.cpSync(path.join(made, 'postgres'), path.join(folder, 'postgres'), { recursive: true, preserveTimestamps: true })
  return folder
}

function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(roomyFolder(), 'polyclinic-test-'))
  undo.push(() => fs.rmSync(folder, { recursive: true, force: true }))
  return folder
}

function isLink(file: string): boolean {
  return fs.lstatSync(file).isSymbolicLink()
}

async function query(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
