import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Application } from '../application.ts'
import { isDeep, seed } from '../testing/deep.ts'
import { Client, type Tally } from './client.ts'
import { Installation, type Victim } from './installation.ts'
import { setUpOrganizations, openHere, type Organizations } from './organizations.ts'
import { pick, randomOf, shuffled } from './random.ts'
import { findFaults, settleRashly, stall, untilQuiet } from './verdict.ts'

const kills = isDeep ? 50 : 3
const random = randomOf(seed)

const installation = new Installation()
let organizations: Organizations
let application: Application
beforeAll(async () => {
  await installation.startPostgres()
  const { locumToken, ...founded } = await setUpOrganizations(installation)
  organizations = founded
  application = await openHere(installation)
  await installation.startProcesses()
  for (const { organizationId } of organizations.all) {
    const consent = await fetch(`${installation.addresses[0]}/api/v1/me/busy-consents/${organizationId}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${locumToken}` },
    })
    expect(consent.status, await consent.text()).toBe(200)
  }
})
afterAll(async () => {
  await application.close()
  await installation.close()
})

/** Claims of requests that are still at work are settled as well: whoever commits first decides, no clock does. */
async function settleAlways(isOver: () => boolean): Promise<void> {
  for (; !isOver(); await wait(60)) await settleRashly(installation, application).catch(() => {})
}

async function slowDown(isOver: () => boolean): Promise<void> {
  const chance = randomOf(seed - 1)
  for (; !isOver(); await wait(50 + chance(150))) await stall(installation, (50 + chance(350)) / 1000).catch(() => {})
}

function tallyOf(clients: readonly Client[]): Partial<Tally> {
  return clients.reduce<Partial<Tally>>((sum, client) => {
    for (const [what, count] of Object.entries(client.tally) as [keyof Tally, number][])
      sum[what] = (sum[what] ?? 0) + count
    return sum
  }, {})
}

const victims: Victim[] = ['api', 'postgres', 'worker']
// each at least once, then by chance
const order = shuffled(random, victims)

test(
  `after ${kills} kills of processes and of PostgreSQL nothing overlaps, nothing is half written and nothing acknowledged is lost (seed ${seed})`,
  { timeout: isDeep ? 1_200_000 : 120_000 },
  async () => {
    const firstStart = Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 5 * 86_400_000
    const clients = Array.from(
      { length: 8 },
      (_, nth) =>
        new Client({
          name: `client-${nth}`,
          random: randomOf(seed + nth + 1),
          organizations: organizations.all,
          addresses: () => installation.addresses,
          firstStart,
        }),
    )
    let isOver = false
    const hammering = Promise.all([
      ...clients.map((client) => client.run(() => isOver)),
      settleAlways(() => isOver),
      slowDown(() => isOver),
    ])
    try {
      // a storm that met only one kind of outcome would prove little
      for (let nth = 0; nth < kills || Object.values(tallyOf(clients)).includes(0); nth++) {
        await wait(300 + random(900))
        const victim = order[nth] ?? pick(random, victims)
        await installation.kill(victim, random(10))
      }
      await wait(500)
    } finally {
      isOver = true
      await hammering
    }
    for (const client of clients)
      for (const appointment of client.appointments.slice(-5)) await client.repeat(appointment)
    await untilQuiet(installation, organizations)

    expect(await findFaults(installation, organizations, clients), installation.lastWords).toEqual([])
    // a worker may end where its queue is cut off; whoever answers requests must not
    expect(
      installation.deaths.filter((entry) => entry === 'api.ts'),
      installation.lastWords,
    ).toEqual([])
    process.stdout.write(
      `crash suite: seed ${seed}, ${kills} kills, ${JSON.stringify({ ...tallyOf(clients), workersEnded: installation.deaths.length })}\n`,
    )
  },
)
