import { startApi } from './api-process.ts'
import { fillPatients } from './patients-data.ts'
import { milliseconds, type Benchmark } from './report.ts'
import { during, median, percentile } from './rounds.ts'
import { openClient } from './socket-client.ts'
import { openStage } from './stage.ts'

/** How much longer a colleague may wait for a list, in the middle and at worst, while a stranger sends what costs most. */
const [mostInTheMiddle, mostAtWorst] = [1.5, 3]

/** Half a million numbers in a megabyte: many values cost more than many bytes. */
const flood = Buffer.from(`[${'1,'.repeat(499_999)}1]`)

/** A list, quiet and beside a stranger who sends large bodies twice a second; turn by turn, so that the ratio stays. */
export const strangers: Benchmark = {
  name: 'strangers',
  async run({ isQuick, cluster }) {
    const stage = await openStage(await cluster())
    const organization = await stage.organization()
    await fillPatients(stage, [organization.id], isQuick ? 2_000 : 20_000)
    const api = await startApi(stage)
    const client = openClient(stage.port, 1)
    const url = `/api/v1/organizations/${organization.slug}/patients?limit=50`
    const list = () => client.get(url, { authorization: `Bearer ${organization.owner.token}` })
    const refusals = new Set<number>()
    /** Two a second, each on a connection of its own; what is refused early may be cut off. */
    function beginFlood(): () => void {
      const send = () =>
        void fetch(`${api.origin}/api/v1/organizations`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: flood,
        }).then(
          ({ status }) => refusals.add(status),
          () => undefined,
        )
      send()
      const timer = setInterval(send, 500)
      return () => clearInterval(timer)
    }
    try {
      const [rounds, seconds] = isQuick ? [3, 2] : [5, 4]
      await during(1, 1, list)
      const quiet: number[][] = []
      const beside: number[][] = []
      for (let round = 0; round < rounds; round++) {
        quiet.push((await during(seconds, 1, list)).times)
        const end = beginFlood()
        beside.push((await during(seconds, 1, list)).times)
        end()
      }
      const ratioAt = (share: number) =>
        median(beside.map((times, round) => percentile(times, share) / percentile(quiet[round] ?? [], share)))
      const figuresAt = (share: number) =>
        `${milliseconds(percentile(beside.flat(), share))} beside ${milliseconds(percentile(quiet.flat(), share))}`
      const said = [...refusals].join(', ') || 'cut off'
      return [
        { share: 0.5, most: mostInTheMiddle, called: 'p50' },
        { share: 0.95, most: mostAtWorst, called: 'p95' },
      ].map(({ share, most, called }) => ({
        what: `a list of 50, ${called}, while a stranger sends 2 MB/s of numbers (${said})`,
        figures: figuresAt(share),
        ratio: ratioAt(share),
        goal: `≤ ${most}`,
        isMet: ratioAt(share) <= most,
      }))
    } finally {
      client.close()
      await api.stop()
      await stage.close()
    }
  },
}
