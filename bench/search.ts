import { listPatients } from '../server/src/features/patients/listing/queries.ts'
import { readSearch } from '../server/src/features/patients/search/rules.ts'
import type { TenantTx } from '../server/src/kit/db/tenant-tx.ts'
import type { TestOrganization } from '../server/src/testing/world.ts'
import { addPhones, crowd, fillPatients, searches } from './patients-data.ts'
import { exchangeOf } from './exchange.ts'
import { bareLoop, bareSide } from './pgbench.ts'
import { milliseconds, perSecond, type Benchmark } from './report.ts'
import { during, interleaved, percentile } from './rounds.ts'
import { openStage } from './stage.ts'

const clients = 10

export const search: Benchmark = {
  name: 'search',
  async run({ isQuick, cluster, say }) {
    const stage = await openStage(await cluster())
    try {
      const organizations: TestOrganization[] = []
      for (let nth = 0; nth < 5; nth++) organizations.push(await stage.organization())
      const each = isQuick ? 2_000 : 20_000
      say(`writing ${each * 50} patients of 50 organizations`)
      await fillPatients(stage, [...organizations.map(({ id }) => id), ...crowd(45)], each)
      const asked: { organization: TestOrganization; typed: string }[] = []
      for (const [nth, organization] of organizations.entries()) {
        const typed = searches(await addPhones(stage, organization))
        asked.push(
          ...typed
            .filter((_, each) => each % organizations.length === nth)
            .map((words) => ({ organization, typed: words })),
        )
      }
      const listing = (tx: TenantTx, typed: string) =>
        listPatients(tx, { terms: readSearch(typed), isArchived: false, scope: undefined, limit: 51 })
      const exchanges = await Promise.all(
        asked.map(({ organization, typed }) => exchangeOf(organization, (tx) => listing(tx, typed))),
      )
      let next = 0
      const turn = () => asked[next++ % asked.length] as (typeof asked)[number]

      say('comparing')
      const [rounds, seconds] = isQuick ? [3, 1] : [7, 3]
      const compared = await interleaved(
        rounds,
        () =>
          during(seconds, clients, () => {
            const { organization, typed } = turn()
            return organization.inTenant((tx) => listing(tx, typed), 'read')
          }),
        () => bareLoop(stage.ownerUrl, exchanges, clients, seconds),
      )
      let found = 0
      const overHttp = () => {
        const { organization, typed } = turn()
        return organization.owner.get(`/patients?search=${encodeURIComponent(typed)}`).then(({ status, body }) => {
          if (status !== 200) throw new Error(`a search answered ${status}: ${JSON.stringify(body)}`)
          found += (body as { items: unknown[] }).items.length
        })
      }
      await during(0.5, 2, overHttp)
      const calm = await during(seconds, 1, overHttp)
      const busy = await during(seconds, clients, overHttp)
      if (found === 0) throw new Error('the searches found nobody')
      const p95 = percentile(calm.times, 0.95)
      return [
        {
          what: `search, ${clients} at once, beside ${bareSide}`,
          figures: `${perSecond(compared.ours)} beside ${perSecond(compared.bare)}`,
          ratio: compared.ratio,
          goal: '≥ 0.35',
          isMet: compared.ratio >= 0.35,
        },
        {
          what: 'search over HTTP',
          figures: `p50 ${milliseconds(percentile(calm.times, 0.5))}, p95 ${milliseconds(p95)}`,
          goal: 'p95 ≤ 30 ms',
          isMet: p95 <= 30,
          isTimed: true,
        },
        {
          what: `search over HTTP, ${clients} at once`,
          figures: `${perSecond(busy.rate)}, p95 ${milliseconds(percentile(busy.times, 0.95))}`,
        },
      ]
    } finally {
      await stage.close()
    }
  },
}
