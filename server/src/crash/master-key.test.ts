import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApplication } from '../application.ts'
import { readConfig } from '../kit/config/config.ts'
import { masterKeyFrom, type MasterKey } from '../kit/crypto/master-key.ts'
import { migrateAll } from '../kit/db/placements.ts'
import { createLog } from '../kit/log/log.ts'
import { send } from '../testing/send.ts'
import { Installation, masterSecret, origin, rolePrefix } from './installation.ts'
import { setUpOrganizations, type Organization, type Organizations } from './organizations.ts'

const next = Buffer.alloc(32, 10)
const installation = new Installation()
let organizations: Organizations
beforeAll(async () => {
  await installation.startPostgres()
  organizations = await setUpOrganizations(installation)
})
afterAll(() => installation.close())

/** What a process with this key answers to whoever signed in before, and reads what was sealed before. */
async function answers(master: MasterKey): Promise<unknown[]> {
  const application = await openApplication({
    config: readConfig({ PUBLIC_ORIGIN: origin, DATA_DIR: installation.folder }),
    log: createLog('silent'),
    master,
    url: installation.url,
    rolePrefix,
    parts: { api: true, worker: false },
  })
  try {
    const { http } = application
    if (!http) throw new Error('there is no api')
    return await Promise.all(
      organizations.all.map(async ({ slug, token, patientId }: Organization) => {
        const url = `/api/v1/organizations/${slug}/patients/${patientId}`
        const headers = { authorization: `Bearer ${token}` }
        const changed = await send(http, {
          method: 'PATCH',
          url,
          headers: { ...headers, 'if-match': '*' },
          body: { memo: 'sealed' },
        })
        return [changed.answer.status, (await send(http, { method: 'GET', url, headers })).answer.body.memo]
      }),
    )
  } finally {
    await application.close()
  }
}

const run = (entry: string, keys: Record<string, string>, ...parameters: string[]) =>
  spawnSync(process.execPath, [path.join(import.meta.dirname, '..', entry), ...parameters], {
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      DATABASE_URL: installation.url,
      ROLE_PREFIX: rolePrefix,
      DATA_DIR: installation.folder,
      LOG_LEVEL: 'error',
      ...keys,
    },
  })

test('a new master key: the old one is accepted beside it, then all is wrapped anew, then it is refused in words', async () => {
  const fine = [
    [200, 'sealed'],
    [200, 'sealed'],
  ]
  expect(await answers(masterKeyFrom(masterSecret))).toEqual(fine)
  const [old, anew] = [masterSecret.toString('base64'), next.toString('base64')]

  // alone it is not this database's
  expect(run('cli.ts', { MASTER_KEY: anew }, 'keys:rotate')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('MASTER_KEY is not the key of this database'),
  })
  // before, both at once
  expect(await answers(masterKeyFrom(next, masterSecret))).toEqual(fine)
  const [kept] = await installation.query('select max(created_at) as at from auth.session')

  const done = run('cli.ts', { MASTER_KEY: anew, MASTER_KEY_PREVIOUS: old }, 'keys:rewrap')
  expect([done.status, done.stderr]).toEqual([0, ''])
  // as a command that was cut off at its end and is run again
  expect(run('cli.ts', { MASTER_KEY: anew, MASTER_KEY_PREVIOUS: old }, 'keys:rewrap').stdout).toMatch(/^0 keys/)

  expect(await answers(masterKeyFrom(next, masterSecret))).toEqual(fine)
  expect(await answers(masterKeyFrom(next))).toEqual(fine)
  expect(await installation.query('select max(created_at) as at from auth.session')).toEqual([kept])
  await migrateAll({ url: installation.url, rolePrefix, master: masterKeyFrom(next) })
  for (const entry of ['api.ts', 'worker.ts'])
    expect(run(entry, { MASTER_KEY: old, PORT: '0' })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('MASTER_KEY is not the key of this database'),
    })
  await expect(answers(masterKeyFrom(masterSecret))).rejects.toThrow('MASTER_KEY is not the key of this database')
  await expect(migrateAll({ url: installation.url, rolePrefix, master: masterKeyFrom(masterSecret) })).rejects.toThrow(
    'MASTER_KEY is not the key of this database',
  )
})
