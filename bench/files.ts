import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { startBucket } from '../server/src/adapters/s3/bucket-fixture.ts'
import { createWorld } from '../server/src/testing/world.ts'
import { short, type Benchmark, type Line } from './report.ts'
import { interleaved, type Side } from './rounds.ts'

const partBytes = 4_194_304
const perMegabyte = 1_000_000

/** What files cost beside a server that writes what it is sent to a disk, and reads it from there. */
export const files: Benchmark = {
  name: 'files',
  async run({ isQuick, cluster }) {
    const content = randomBytes((isQuick ? 4 : 16) * partBytes)
    const plain = await startPlain(content)
    const bucket = await startBucket()
    const url = await cluster()
    try {
      const rounds = isQuick ? 2 : 5
      return [
        ...(await compared('a folder', {}, url, content, plain.address, rounds)),
        ...(await compared('a bucket', { FILES_URL: bucket.address() }, url, content, plain.address, rounds)),
      ]
    } finally {
      await bucket.close()
      await plain.close()
    }
  },
}

async function compared(
  place: string,
  env: Record<string, string>,
  cluster: string,
  content: Buffer,
  plain: string,
  rounds: number,
): Promise<Line[]> {
  const world = await createWorld({ ...env, REQUESTS_PER_MINUTE: '100000000' }, { cluster, hasWorker: false })
  try {
    const { slug, owner } = await world.organization()
    const at = `${await world.application.http!.listen({ port: 0, host: '127.0.0.1' })}/api/v1/organizations/${slug}/files`
    const ours = caller(at, { authorization: `Bearer ${owner.token}` })
    const bare = caller(plain, {})
    let latest = ''
    const upload = rated(content, async () => {
      const announced = { name: 'a', purpose: 'attachment', size: content.length }
      latest = ((await (await ours('POST', '', announced)).json()) as { id: string }).id
      for (const [number, part] of partsOf(content)) await ours('PUT', `/${latest}/parts/${number}`, part)
      const sha256 = createHash('sha256').update(content).digest('hex')
      await ours('POST', `/${latest}/completion`, { sha256 })
    })
    const plainUpload = rated(content, async () => {
      for (const [number, part] of partsOf(content)) await bare('PUT', `/${number}`, part)
    })
    const download = rated(content, async () => void (await (await ours('GET', `/${latest}/content`)).arrayBuffer()))
    const plainDownload = rated(content, async () => void (await (await bare('GET', '/whole')).arrayBuffer()))
    return [
      lineOf(`upload to ${place}, sealed, looked over`, await interleaved(rounds, upload, plainUpload)),
      lineOf(`download from ${place}`, await interleaved(rounds, download, plainDownload)),
    ]
  } finally {
    await world.close()
  }
}

const partsOf = (content: Buffer) =>
  Array.from(
    { length: Math.ceil(content.length / partBytes) },
    (_, number) => [number, content.subarray(number * partBytes, (number + 1) * partBytes)] as const,
  )

function rated(content: Buffer, work: () => Promise<void>): Side {
  return async () => {
    const began = performance.now()
    await work()
    return { rate: (content.length / perMegabyte) * (1000 / (performance.now() - began)) }
  }
}

const lineOf = (what: string, { ratio, ours, bare }: { ratio: number; ours: number; bare: number }): Line => ({
  what: `${what}, beside plain HTTP and a disk`,
  figures: `${short(ours)} MB/s beside ${short(bare)}`,
  ratio,
})

const caller =
  (at: string, headers: Record<string, string>) => async (method: string, address: string, body?: unknown) => {
    const isBytes = body instanceof Uint8Array
    const type = isBytes ? 'application/octet-stream' : 'application/json'
    const answer = await fetch(at + address, {
      method,
      headers: { ...headers, ...(body !== undefined && { 'content-type': type }) },
      body: isBytes ? new Uint8Array(body) : body === undefined ? undefined : JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${method} ${address} answered ${answer.status}: ${await answer.text()}`)
    return answer
  }

/** Writes what is put so that it outlives a crash, and gives out one file of the same content. */
async function startPlain(content: Buffer) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'polyclinic-plain-'))
  const write = async (name: string, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) => {
    const file = await open(path.join(folder, name), 'w')
    for await (const piece of bytes) await file.writeFile(piece)
    await file.sync()
    await file.close()
  }
  await write('whole', [content])
  const server: Server = createServer((request: IncomingMessage, response) => {
    const name = path.basename(request.url ?? '')
    if (request.method === 'GET') return void createReadStream(path.join(folder, name)).pipe(response)
    write(name, request).then(
      () => response.end(),
      (error: Error) => response.destroy(error),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    address: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await rm(folder, { recursive: true, force: true })
    },
  }
}
