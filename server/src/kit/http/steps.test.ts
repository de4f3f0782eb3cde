import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../../testing/world.ts'
import { StartAgain } from '../db/collisions.ts'
import { newId } from '../db/ids.ts'
import type { TenantTx } from '../db/tenant-tx.ts'
import type { Transaction } from '../db/transaction.ts'
import { asRefusal } from './problems.ts'
import { refuse, type Refusal } from './refusal.ts'
import { givenTo, take, type GivenInOrganization, type Steps, type StepsThatGoOn, type Store } from './steps.ts'
import { text } from '../db/columns.ts'
import { shape } from '../db/row.ts'

let world: World
let organization: TestOrganization
let log: string[]
beforeAll(async () => void (world = await createWorld()))
beforeEach(async () => {
  organization = await world.organization()
  log = []
})
afterAll(() => world.close())

/** A request of the owner; what was said twice under one key has to be the same. */
const given = (input: object = {}): GivenInOrganization<unknown> => {
  const { tenant, owner } = organization
  const request = { id: newId(), method: 'POST', headers: {}, ip: '', signal: new AbortController().signal }
  return givenTo<unknown>(
    world.application.platform,
    { ...request, setHeader: () => {} },
    { caller: { accountId: owner.accountId, requestId: request.id }, tenant },
    input,
  )
}

type Word = { word: string }
function run<Before, In extends Store = 'tenant', Result = Word>(
  steps: Steps<In, unknown, Result, Before> | StepsThatGoOn<In, unknown, Result, Before, unknown>,
  key?: string,
  input?: object,
): Promise<unknown> {
  return take(steps, given(input), { mode: 'write', route: 'POST /words', key })
}

/** Something that a transaction leaves behind where it is kept. */
async function write(tx: TenantTx, word: string): Promise<Word> {
  await tx.run(sql`insert into tenant.legal_entities (organization_id, id, name, country, currency)
    values (${tx.organization.id}, ${newId()}, ${word}, 'DE', 'EUR')`)
  return { word }
}

const written = async (): Promise<string[]> => {
  const { rows } = await organization.database.query<{ name: string }>(
    `select name from tenant.legal_entities where organization_id = $1 and name like 'word %' order by name`,
    [organization.id],
  )
  return rows.map(({ name }) => name)
}

/** Fails as PostgreSQL does where two transactions are in each other's way. */
const collide = (tx: Transaction) => tx.run(sql`do $$ begin raise exception 'collided' using errcode = '40001'; end $$`)

describe('a key', () => {
  test('is answered the same twice: what comes before and the change are done once, what follows is done again', async () => {
    const steps: StepsThatGoOn<'tenant', unknown, Word, string, unknown> = {
      before: () => {
        log.push('before')
        return 'made before'
      },
      work: ({ tx }) => write(tx, 'word one'),
      after: async ({ before, result }) => {
        log.push(`after ${before ?? 'an earlier answer'}`)
        return { said: result.word }
      },
    }
    const answers = [await run(steps, 'a'), await run(steps, 'a')]
    expect(answers).toEqual([{ said: 'word one' }, { said: 'word one' }])
    expect(log).toEqual(['before', 'after made before', 'after an earlier answer'])
    expect(await written()).toEqual(['word one'])
  })

  test('of many requests at once makes one change, and all are answered alike', async () => {
    const steps = { work: ({ tx }: { tx: TenantTx }) => write(tx, `word ${newId()}`) }
    const answers = await Promise.all(Array.from({ length: 8 }, () => run(steps, 'b')))
    expect(await written()).toEqual([(answers[0] as Word).word])
    for (const answer of answers) expect(answer).toEqual(answers[0])
  })

  test('of a request that proves nothing is not even looked for, and nothing is opened', async () => {
    const pool = world.application.platform.databases.holding(organization.tenant.placement)
    const opened = () => void log.push('opened')
    pool.on('acquire', opened)
    const steps = {
      prove: () => {
        throw refuse('not-found')
      },
      before: () => void log.push('before'),
      work: ({ tx }: { tx: TenantTx }) => write(tx, 'word'),
    }
    await expect(run(steps, 'p')).rejects.toMatchObject({ code: 'not-found' })
    pool.off('acquire', opened)
    expect(log).toEqual([])
  })

  test('with another body is refused before anything is done', async () => {
    const steps = {
      before: () => void log.push('before'),
      work: ({ tx }: { tx: TenantTx }) => write(tx, 'word'),
    }
    await run(steps, 'c', { body: 1 })
    await expect(run(steps, 'c', { body: 2 })).rejects.toMatchObject({ code: 'key-reused' })
    expect(log).toEqual(['before'])
  })

  test('is free again where its change was refused', async () => {
    const refused = { work: () => Promise.reject(refuse('stale')) }
    await expect(run(refused, 'd')).rejects.toMatchObject({ code: 'stale' })
    expect(await run({ work: ({ tx }: { tx: TenantTx }) => write(tx, 'word two') }, 'd')).toEqual({ word: 'word two' })
  })

  test('holds for what answers nothing, too', async () => {
    const steps = { work: async ({ tx }: { tx: TenantTx }) => void (await write(tx, `word ${newId()}`)) }
    await run(steps, 'e')
    await run(steps, 'e')
    expect(await written()).toHaveLength(1)
  })

  test.each(['control', 'accounts'] as const)('is kept by account where the work is in %s', async (store) => {
    const steps: Steps<typeof store, unknown, { times: number }, undefined> = {
      in: store,
      work: async () => ({ times: log.push('work') }),
    }
    const key = newId()
    expect([await run(steps, key), await run(steps, key)]).toEqual([{ times: 1 }, { times: 1 }])
  })
})

describe('a refusal', () => {
  const before = ({ inTenant }: GivenInOrganization<unknown>) => inTenant('write', (tx) => write(tx, 'word before'))
  const work = async ({ tx }: { tx: TenantTx }): Promise<Word> => {
    await write(tx, 'word lost')
    throw refuse('stale')
  }

  test('takes back the change, and neither what came before nor what was done because of it', async () => {
    const steps: Steps<'tenant', unknown, Word, Word> = {
      before,
      work,
      refused: ({ inTenant, before: { word }, error }) =>
        inTenant('write', async (tx) => void (await write(tx, `${word}, ${(error as Refusal).code}`))),
    }
    await expect(run(steps)).rejects.toMatchObject({ code: 'stale' })
    expect(await written()).toEqual(['word before', 'word before, stale'])
  })

  test('can be made a better one, which sees the database without the change', async () => {
    const steps: Steps<'tenant', unknown, Word, undefined> = {
      work,
      refused: async () => ((await written()).length === 0 ? refuse('not-available') : undefined),
    }
    await expect(run(steps)).rejects.toMatchObject({ code: 'not-available' })
  })

  test('of what comes before opens no transaction and is nothing that work was refused for', async () => {
    const steps: Steps<'tenant', unknown, Word, Word> = {
      before: () => Promise.reject(refuse('not-found')),
      work: async () => ({ word: String(log.push('work')) }),
      refused: async () => void log.push('refused'),
    }
    await expect(run(steps)).rejects.toMatchObject({ code: 'not-found' })
    expect(log).toEqual([])
  })
})

describe('what follows the commit', () => {
  test('sees what was kept, and can refuse without taking it back', async () => {
    const steps: StepsThatGoOn<'tenant', unknown, Word, undefined, unknown> = {
      work: ({ tx }) => write(tx, 'word kept'),
      after: async () => {
        log.push(...(await written()))
        throw refuse('unavailable')
      },
      refused: async () => void log.push('refused'),
    }
    await expect(run(steps)).rejects.toMatchObject({ code: 'unavailable' })
    expect(log).toEqual(['word kept'])
  })

  test('is not done where nothing was kept', async () => {
    const steps: StepsThatGoOn<'tenant', unknown, Word, undefined, unknown> = {
      work: () => Promise.reject(refuse('stale')),
      after: async () => log.push('after'),
    }
    await expect(run(steps)).rejects.toMatchObject({ code: 'stale' })
    expect(log).toEqual([])
  })
})

describe('a transaction that was in another one’s way', () => {
  test.each([
    ['collided', collide],
    ['was overtaken', () => Promise.reject(new StartAgain())],
  ])('and %s runs again from its start; what came before is not done again', async (_how, fail) => {
    const steps: Steps<'tenant', unknown, Word, Word> = {
      before: ({ inTenant }) => inTenant('write', (tx) => write(tx, 'word before')),
      work: async ({ tx }) => {
        await write(tx, `word try ${log.push('work')}`)
        if (log.length === 1) await fail(tx)
        return { word: `try ${log.length}` }
      },
      refused: async () => void log.push('refused'),
    }
    expect(await run(steps, 'again')).toEqual({ word: 'try 2' })
    expect(await written()).toEqual(['word before', 'word try 2'])
    expect(log).toEqual(['work', 'work'])
  })

  test('is refused once after three tries, as what passes by itself', async () => {
    const steps: Steps<'tenant', unknown, Word, undefined> = {
      work: async ({ tx }) => {
        log.push('work')
        await collide(tx)
        return { word: '' }
      },
      refused: async ({ error }) => {
        log.push('refused')
        return asRefusal(error, world.application.platform.log)
      },
    }
    await expect(run(steps)).rejects.toMatchObject({ code: 'unavailable', retryAfterSeconds: 1 })
    expect(log).toEqual(['work', 'work', 'work', 'refused'])
  })
})

describe('what is done when a transaction has ended', () => {
  test('is done after each try, kept or not, before anything else goes on', async () => {
    const steps: StepsThatGoOn<'tenant', unknown, Word, undefined, unknown> = {
      work: async ({ tx }) => {
        const tries = log.push('work')
        tx.whenEnded(async () => void log.push(`ended with ${(await written()).join()}`))
        await write(tx, `word ${tries}`)
        if (tries === 1) throw new StartAgain()
        return { word: 'kept' }
      },
      after: async () => log.push('after'),
    }
    await run(steps)
    expect(log).toEqual(['work', 'ended with ', 'work', 'ended with word 3', 'after'])
  })

  test('refuses nothing where it fails, and the next is still done', async () => {
    const steps: Steps<'tenant', unknown, Word, undefined> = {
      work: async ({ tx }) => {
        tx.whenEnded(() => Promise.reject(new Error('away')))
        tx.whenEnded(async ({ inTenant }) => void (await inTenant('write', (own) => write(own, 'word after'))))
        return { word: 'kept' }
      },
    }
    expect(await run(steps)).toEqual({ word: 'kept' })
    expect(await written()).toEqual(['word after'])
  })
})

test('what is done in the control database beside a transaction outlives it', async () => {
  const own = await world.organization({ dedicated: true })
  const name = `Named beside ${newId()}`
  await expect(
    own.inTenant(async (tx) => {
      await tx.inControl('write', (control) =>
        control.run(sql`update control.organizations set name = ${name} where id = ${own.id}`),
      )
      throw refuse('stale')
    }),
  ).rejects.toMatchObject({ code: 'stale' })
  const { rows } = await world.owner.query('select name from control.organizations where id = $1', [own.id])
  expect(rows).toEqual([{ name }])
})

test('a transaction can be bound to an organization and an account that only its request knows', async () => {
  const [organizationId, accountId] = [newId(), newId()]
  const bound = shape({ organization: text, account: text })`
    select current_setting('app.organization_id') as organization, current_setting('app.account_id') as account`
  const steps: Steps<'control', unknown, { organization: string; account: string }, undefined> = {
    in: 'control',
    bind: () => ({ organizationId, accountId }),
    work: ({ control }) => control.one(bound),
  }
  expect(await run(steps)).toEqual({ organization: organizationId, account: accountId })
})
