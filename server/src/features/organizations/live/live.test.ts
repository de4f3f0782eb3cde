import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Application } from '../../../application.ts'
import type { Config } from '../../../kit/config/config.ts'
import { recordAnswer } from '../../../testing/answers.ts'
import { operatorOf } from '../../../testing/operators.ts'
import { createWorld, openBeside, type Person, type World } from '../../../testing/world.ts'

let world: World
let other: Application
let base: string

/** Streams are followed in a process of their own, which hears of changes that another one makes. */
async function openWorld(live: Config['LIVE']) {
  world = await createWorld({ LIVE: live })
  const beside = await openBeside(world)
  other = beside.other
  base = `${beside.base}/api/v1/organizations`
}
async function closeWorld() {
  await other.close()
  await world.close()
}

interface Said {
  id: string
  data: { subject: string; ids: string[] }
}

/** Follows the stream over the wire; `said` grows as messages come. */
async function follow(person: Person, slug: string, since?: string) {
  const gone = new AbortController()
  const answer = await fetch(`${base}/${slug}/changes${since ? `?since=${since}` : ''}`, {
    headers: { authorization: `Bearer ${person.token}` },
    signal: gone.signal,
  })
  if (answer.status === 200) recordAnswer('organizations.live.changes', 200)
  const said: Said[] = []
  const state = { ended: false, status: answer.status, type: answer.headers.get('content-type') }
  void (async () => {
    let rest = ''
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      const parts = (rest + chunk).split('\n\n')
      rest = parts.pop() ?? ''
      for (const part of parts) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(part)?.[1]
        if (field('event') === 'message') said.push({ id: field('id') ?? '', data: JSON.parse(field('data') ?? '{}') })
      }
    }
    state.ended = true
  })().catch(() => (state.ended = true))
  return { said, state, stop: () => gone.abort() }
}

const until = (condition: () => boolean) => expect.poll(condition, { interval: 10 }).toBe(true)

/** All that ever happened there: how soon the stream listens makes no difference. */
const everything = '0-0'

describe.each(['listen', 'poll'] as const)('where processes %s', (live) => {
  beforeAll(() => openWorld(live))
  afterAll(closeWorld)

  test('a colleague’s change is told without being asked for, with ids and nothing else', async () => {
    const organization = await world.organization()
    const nurse = await organization.member('nurse')
    const stream = await follow(nurse, organization.slug)
    expect(stream.state).toMatchObject({ status: 200, type: expect.stringContaining('text/event-stream') })
    const added: string[] = []
    await expect
      .poll(async () => {
        // what happens before it listens is not told
        const patient = await organization.owner.post('/patients', { kind: 'human', givenName: 'Secretname' })
        added.push(patient.body.id)
        return stream.said.length
      })
      .toBeGreaterThan(0)
    expect(added).toEqual(expect.arrayContaining(stream.said.flatMap(({ data }) => data.ids)))
    expect(JSON.stringify(stream.said)).not.toContain('Secretname')
    stream.stop()
  })

  test('another organization’s stream is not there, and its changes are not heard', async () => {
    const [ours, theirs] = [await world.organization(), await world.organization({ dedicated: true })]
    expect((await follow(ours.owner, theirs.slug)).state.status).toBe(404)
    const stream = await follow(ours.owner, ours.slug, everything)
    await theirs.owner.post('/patients', { kind: 'human', givenName: 'A' })
    const own = await ours.owner.post('/patients', { kind: 'human', givenName: 'B' })
    await until(() => stream.said.length > 0)
    expect(stream.said.flatMap(({ data }) => data.ids)).toEqual([own.body.id])
    stream.stop()
  })

  test('another status of an organization is told to whoever is there, in every process, and a closed one ends the stream', async () => {
    const { owner, id, slug } = await world.organization()
    const stream = await follow(owner, slug, everything)
    const add = () => owner.post('/patients', { kind: 'human', givenName: 'Ada' })
    const stand = (status: string) =>
      world.owner.query('update control.organizations set status = $2 where id = $1', [id, status])
    expect((await add()).status).toBe(201)
    await until(() => stream.said.length > 0)
    await stand('suspended')
    await until(() => stream.said.some(({ data }) => data.subject === 'organization'))
    await expect.poll(async () => (await add()).body.code, { interval: 10 }).toBe('organization-held')
    const elsewhere = () =>
      fetch(`${base}/${slug}/patients`, {
        method: 'POST',
        headers: { authorization: `Bearer ${owner.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ kind: 'human', givenName: 'Ada' }),
      })
    await expect.poll(async () => (await elsewhere()).status, { interval: 10 }).toBe(403)
    expect(stream.state.ended).toBe(false)
    await stand('closed')
    await until(() => stream.state.ended)
  })

  test.each(['organization', 'everybody'])(
    'what an operator switches off by a rule of kind %s is off in every process, and told to whoever is there',
    async (kind) => {
      const { owner, slug } = await world.organization()
      const stream = await follow(owner, slug, everything)
      expect((await owner.post('/patients', { kind: 'human', givenName: 'Ada' })).status).toBe(201)
      await until(() => stream.said.length > 0)
      const operator = await operatorOf(world)
      const rules = '/api/v1/platform/toggles/website/rules'
      const about = kind === 'organization' ? { organization: slug } : {}
      const { body } = await operator.post(rules, { kind, ...about, isOn: false, reason: 'Looked into' })
      const told = () => stream.said.filter(({ data }) => data.subject === 'organization').length
      await until(() => told() === 1)
      const elsewhere = async () => {
        const answer = await fetch(`${base}/${slug}/website/previews`, {
          method: 'POST',
          headers: { authorization: `Bearer ${owner.token}`, 'content-type': 'application/json' },
          body: '{}',
        })
        return answer.status
      }
      await expect.poll(elsewhere, { interval: 10 }).toBe(403)
      await expect.poll(async () => (await owner.post('/website/previews')).body.code).toBe('feature-off')
      const [rule] = body.rules
      expect((await operator.delete(`${rules}/${rule.id}`)).status).toBe(200)
      await until(() => told() === 2)
      await expect.poll(elsewhere, { interval: 10 }).toBe(201)
      stream.stop()
    },
  )

  test('whoever comes back goes on where the stream was cut', async () => {
    const organization = await world.organization()
    const first = await follow(organization.owner, organization.slug, everything)
    await organization.owner.post('/patients', { kind: 'human', givenName: 'A' })
    await until(() => first.said.length > 0)
    first.stop()
    const missed = await organization.owner.post('/patients', { kind: 'human', givenName: 'B' })
    const second = await follow(organization.owner, organization.slug, first.said.at(-1)!.id)
    await until(() => second.said.some(({ data }) => data.ids.includes(missed.body.id)))
    second.stop()
  })

  test('a membership that ends, ends the stream before the next message', async () => {
    const organization = await world.organization()
    const nurse = await organization.member('nurse')
    const stream = await follow(nurse, organization.slug, everything)
    expect((await organization.owner.delete(`/members/${nurse.accountId}`)).status).toBe(200)
    await organization.owner.post('/patients', { kind: 'human', givenName: 'A' })
    await until(() => stream.state.ended)
    expect(stream.said).toEqual([])
  })

  test('connections are kept to listen with, or none at all', async () => {
    const { rows } = await world.owner.query(
      `select from pg_stat_activity where datname = current_database() and application_name = 'polyclinic live'`,
    )
    expect(rows).toHaveLength(live === 'listen' ? 2 : 0)
  })
})
