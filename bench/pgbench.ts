import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import pgUtils from 'pg/lib/utils.js'
import { sendBatch, type Statement } from '../server/src/kit/db/batch.ts'
import { addressAs } from '../server/src/kit/db/databases.ts'
import { roleName, rolePassword } from '../server/src/kit/db/roles.ts'
import { testMaster, testRolePrefix } from '../server/src/testing/cluster.ts'
import type { Exchange } from './exchange.ts'
import { during, median } from './rounds.ts'

/** Seconds. */
const warmUp = 2

const program = ['pgbench', ...debianPrograms()].find((each) => existsSync(each)) ?? onPath()

function debianPrograms(): string[] {
  const folder = '/usr/lib/postgresql'
  return existsSync(folder)
    ? readdirSync(folder)
        .toSorted()
        .toReversed()
        .map((version) => path.join(folder, version, 'bin/pgbench'))
    : []
}

function onPath(): string | undefined {
  return (process.env.PATH ?? '')
    .split(':')
    .map((folder) => path.join(folder, 'pgbench'))
    .find((each) => existsSync(each))
}

/** What the bare side is, for the table. */
export const bareSide = program ? 'pgbench' : 'a raw pg loop (no pgbench here)'

/** A side of a comparison: these exchanges, by chance, each in one round trip of prepared statements, signed in as the application. */
export function bareLoop(
  url: string,
  exchanges: readonly Exchange[],
  clients: number,
  seconds: number,
): Promise<{ rate: number }> {
  return program
    ? byPgbench(program, asApplication(url), exchanges, clients, seconds)
    : driverLoop(url, exchanges, clients, seconds)
}

const asApplication = (url: string) => addressAs(url, roleName(testRolePrefix, 'app'), rolePassword(testMaster, 'app'))

async function byPgbench(
  command: string,
  { host, port, database, user, password }: pg.ClientConfig,
  exchanges: readonly Exchange[],
  clients: number,
  seconds: number,
): Promise<{ rate: number }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'polyclinic-pgbench-'))
  try {
    const scripts = exchanges.flatMap(({ settings, statement }, nth) => {
      const file = path.join(folder, `${nth}.sql`)
      const all = [settings, statement].map((each, part) => scriptOf(each, `v${nth}_${part}_`))
      writeFileSync(file, `\\startpipeline\n${all.map(({ text }) => `${text};`).join('\n')}\n\\endpipeline\n`)
      return ['-f', file, ...all.flatMap(({ variables }) => variables.flatMap((each) => ['-D', each]))]
    })
    const connection = ['-h', String(host), '-p', String(port), '-U', String(user)]
    const args = [
      '-n',
      '-M',
      'prepared',
      '-c',
      String(clients),
      '-j',
      '1',
      '-P',
      '1',
      '-T',
      String(seconds + warmUp),
      ...connection,
      ...scripts,
      String(database),
    ]
    const { stderr } = await promisify(execFile)(command, args, {
      env: { ...process.env, PGPASSWORD: String(password) },
      maxBuffer: 64_000_000,
    })
    // every run connects and prepares anew, which our pool did long ago: the first seconds do not count
    const rates = [...stderr.matchAll(/^progress: [\d.]+ s, ([\d.]+) tps/gm)]
      .slice(warmUp)
      .map(([, rate]) => Number(rate))
    if (rates.length === 0 || / [1-9]\d* failed/.test(stderr))
      throw new Error(`pgbench failed: ${stderr.slice(0, 500)}`)
    return { rate: median(rates) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A statement in pgbench's words: its values become variables; nothing at all is written out, since no variable can be null. */
function scriptOf({ text, values }: Statement, prefix: string): { text: string; variables: string[] } {
  const variables: string[] = []
  const written = values.map((value, nth) => {
    const literal = pgUtils.prepareValue(value) as string | Buffer | null
    if (literal === null) return 'null'
    variables.push(`${prefix}${nth}=${Buffer.isBuffer(literal) ? `\\x${literal.toString('hex')}` : literal}`)
    return `:${prefix}${nth}`
  })
  return {
    text: text
      .replaceAll(/\$(\d+)/g, (_, nth: string) => written[Number(nth) - 1] ?? 'null')
      .replaceAll(/\s*\n\s*/g, ' '),
    variables,
  }
}

/** The same by the driver, in this process: what Node can send at all. */
export async function driverLoop(
  url: string,
  exchanges: readonly Exchange[],
  clients: number,
  seconds: number,
): Promise<{ rate: number }> {
  const open = await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new pg.Client(asApplication(url))
      await client.connect()
      return client
    }),
  )
  const idle = [...open]
  try {
    return await during(seconds, clients, async () => {
      const client = idle.pop() as pg.Client
      const { settings, statement } = exchanges[Math.floor(Math.random() * exchanges.length)] as Exchange
      await sendBatch(client, [settings, statement])
      idle.push(client)
    })
  } finally {
    await Promise.all(open.map((client) => client.end()))
  }
}
