import { execFile } from 'node:child_process'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testRolePrefix } from '../../../testing/cluster.ts'
import { operatorOf } from '../../../testing/operators.ts'
import { createWorld, type World } from '../../../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

interface Ended {
  code: number
  out: string
  err: string
}

/** The command line as an operator of the machine calls it, in a process of its own. */
const run = (...args: string[]) =>
  new Promise<Ended>((resolve) => {
    const env = {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      DATABASE_URL: world.ownerUrl,
      ROLE_PREFIX: testRolePrefix,
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      DATA_DIR: world.application.platform.config.dataDir,
    }
    const cli = path.join(import.meta.dirname, '../../../cli.ts')
    execFile(process.execPath, [cli, 'operators', ...args], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
  })

const tokenIn = ({ out }: Ended) =>
  /^http:\/\/localhost:3000\/platform\/invitations\/([\w-]{43})\n$/.exec(out)?.[1] ?? ''

test('the command line invites the first operator by a link that works once, and nobody after that', async () => {
  const first = await world.account('First Operator')
  const outdated = await run('invite', first.email)
  const printed = await run('invite', first.email)
  expect(printed).toMatchObject({ code: 0, err: '' })
  const accept = (token: string) => first.post(`/api/v1/platform/invitations/${token}/acceptance`)
  expect((await accept(tokenIn(outdated))).status).toBe(410)
  const thief = await world.account('Thief')
  expect((await thief.post(`/api/v1/platform/invitations/${tokenIn(printed)}/acceptance`)).status).toBe(404)
  expect(await accept(tokenIn(printed))).toMatchObject({ status: 200, body: { role: 'operator' } })
  expect((await accept(tokenIn(printed))).status).toBe(410)

  const late = await run('invite', 'second@new.test')
  expect(late).toMatchObject({ code: 1, out: '' })
  expect(late.err).toContain('somebody runs this platform already')

  // once nobody is left it works again
  await world.owner.query('update control.operators set ended_at = now()')
  expect((await run('invite', 'second@new.test')).code).toBe(0)
  const operator = await operatorOf(world)
  const { body } = await operator.get('/api/v1/platform/log')
  expect(body.items.map(({ act, about }: { act: string; about?: string }) => [act, about])).toEqual([
    ['operator.invite', 'second@new.test'],
    ['operator.accept', 'operator'],
    ['operator.invite', first.email],
    ['operator.invite', first.email],
  ])
})

test('it says how it is called, and asks the database for nothing then', async () => {
  for (const args of [[], ['invite'], ['invite', 'no address'], ['remove', 'a@b.test']])
    expect(await run(...args)).toMatchObject({ code: 1, err: expect.stringContaining('operators invite <mail>') })
})
