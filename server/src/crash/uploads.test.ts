import { spawn, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { startBucket, type Bucket } from '../adapters/s3/bucket-fixture.ts'
import { testRolePrefix } from '../testing/cluster.ts'
import { isDeep } from '../testing/deep.ts'
import { shaOf } from '../testing/files.ts'
import { freePort } from '../testing/free-port.ts'
import { createWorld, type TestOrganization, type World } from '../testing/world.ts'

const [megabytes, cuts] = isDeep ? [200, 10] : [24, 3]
const partBytes = 4_194_304

let world: World | undefined
let bucket: Bucket | undefined
let api: ChildProcess | undefined

afterEach(async () => {
  api?.kill('SIGKILL')
  await world?.close()
  await bucket?.close()
  api = world = bucket = undefined
})

/** An api process on the database of the test, at one address however often it is started. */
async function startApi(port: string, files: Record<string, string>): Promise<void> {
  const { ownerUrl, application } = world as World
  api = spawn(process.execPath, [path.join(import.meta.dirname, '../api.ts')], {
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      DATABASE_URL: ownerUrl,
      ROLE_PREFIX: testRolePrefix,
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      DATA_DIR: application.platform.config.dataDir,
      DEMO: 'off',
      LOG_LEVEL: 'silent',
      PORT: port,
      REQUESTS_PER_MINUTE: '1000000',
      ...files,
    },
    stdio: 'ignore',
  })
  await expect
    .poll(() =>
      fetch(`http://127.0.0.1:${port}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      ),
    )
    .toBe(true)
}

/** The first megabyte of a part, and then `end`. */
const begun = (part: Buffer, end: (controller: ReadableStreamDefaultController) => unknown) =>
  new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(part.subarray(0, 1_000_000)),
    pull: async (controller) => void (await end(controller)),
  })

class Sender {
  private readonly at: string
  private readonly token: string
  private readonly content: Buffer
  id = ''

  constructor(port: string, { slug, owner }: TestOrganization, content: Buffer) {
    this.at = `http://127.0.0.1:${port}/api/v1/organizations/${slug}/files`
    this.token = owner.token
    this.content = content
  }

  async call(method: string, address: string, body?: BodyInit, type = 'application/json'): Promise<Response> {
    const headers = { authorization: `Bearer ${this.token}`, ...(body && { 'content-type': type }) }
    return fetch(this.at + address, { method, headers, body, ...({ duplex: 'half' } as object) })
  }

  async announce(): Promise<void> {
    const body = JSON.stringify({ name: 'scan.bin', purpose: 'attachment', size: this.content.length })
    this.id = ((await (await this.call('POST', '', body)).json()) as { id: string }).id
  }

  part(number: number): Buffer {
    return this.content.subarray(number * partBytes, (number + 1) * partBytes)
  }

  send(number: number, body: BodyInit = new Uint8Array(this.part(number))): Promise<Response> {
    return this.call('PUT', `/${this.id}/parts/${number}`, body, 'application/octet-stream')
  }

  /** What the server says that it has, which is where to go on. */
  async missing(): Promise<number[]> {
    const { parts } = (await (await this.call('GET', `/${this.id}`)).json()) as { parts: number[] }
    return Array.from({ length: Math.ceil(this.content.length / partBytes) }, (_, number) => number).filter(
      (number) => !parts.includes(number),
    )
  }

  async complete(): Promise<unknown> {
    return (await this.call('POST', `/${this.id}/completion`, JSON.stringify({ sha256: shaOf(this.content) }))).json()
  }

  async readSha(): Promise<string> {
    const hash = createHash('sha256')
    for await (const piece of (await this.call('GET', `/${this.id}/content`)).body ?? []) hash.update(piece)
    return hash.digest('hex')
  }
}

async function killedInTheMiddleOf(sender: Sender, number: number, { database }: TestOrganization): Promise<void> {
  const arriving = async () =>
    (
      await database.query(`select from tenant.file_parts where file_id = $1 and number = $2 and state = 'arriving'`, [
        sender.id,
        number,
      ])
    ).rows.length
  const killed = Promise.withResolvers<void>()
  const sent = sender
    .send(
      number,
      begun(sender.part(number), () => killed.promise),
    )
    .catch(() => undefined)
  await expect.poll(arriving).toBe(1)
  const ended = once(api as ChildProcess, 'exit')
  api?.kill('SIGKILL')
  await ended
  killed.resolve()
  expect(await sent).toBeUndefined()
}

test.each(['a folder', 'a bucket'])(
  `${megabytes} MB arrive whole in %s after ${cuts} cuts and a kill in the middle, and nothing else is left`,
  { timeout: isDeep ? 900_000 : 180_000 },
  async (place) => {
    if (place === 'a bucket') bucket = await startBucket()
    const files: Record<string, string> = bucket ? { FILES_URL: bucket.address() } : {}
    const port = String(await freePort())
    world = await createWorld({ PORT: port, ...files })
    const organization = await world.organization()
    await startApi(port, files)
    const content = randomBytes(megabytes * 1_000_000)
    const sender = new Sender(port, organization, content)
    await sender.announce()
    const all = await sender.missing()

    const cutAt = new Set(all.filter((number) => number % Math.floor(all.length / cuts) === 0).slice(0, cuts))
    expect(cutAt.size).toBe(cuts)
    const middle = Math.floor(all.length / 2)
    for (const number of all) {
      if (cutAt.has(number))
        await expect(
          sender.send(
            number,
            begun(sender.part(number), (stream) => stream.error(new Error('the cable'))),
          ),
        ).rejects.toThrow()
      if (number === middle) {
        await killedInTheMiddleOf(sender, number, organization)
        await startApi(port, files)
        expect(await sender.missing()).toEqual(all.slice(middle))
      }
      expect((await sender.send(number)).status).toBe(200)
    }
    expect(await sender.missing()).toEqual([])
    expect(await sender.complete()).toMatchObject({ state: 'kept', size: megabytes * 1_000_000 })
    expect(await sender.readSha()).toBe(shaOf(content))

    // what was begun and never arrived goes after a day
    await organization.database.query(
      `update tenant.file_parts set created_at = now() - interval '25 hours' where state = 'arriving'`,
    )
    await world.application.workers!.drain()
    const folder = path.join(world.application.platform.config.dataDir, 'files')
    const lying = bucket
      ? bucket.objects().filter((name) => name.endsWith('_object'))
      : readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    expect(lying).toHaveLength(all.length)
  },
)
