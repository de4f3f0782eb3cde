import { listPatients } from '../server/src/features/patients/listing/queries.ts'
import { findPatient } from '../server/src/features/patients/patients/queries.ts'
import type { TenantTx } from '../server/src/kit/db/tenant-tx.ts'
import { startApi } from './api-process.ts'
import { fillAppointments, monday, openClinic, spread } from './clinic-data.ts'
import { fillPatients } from './patients-data.ts'
import { exchangeOf } from './exchange.ts'
import { bareLoop, bareSide, driverLoop } from './pgbench.ts'
import { milliseconds, perSecond, type Benchmark, type Line } from './report.ts'
import { during, interleaved, percentile } from './rounds.ts'
import { openClient } from './socket-client.ts'
import { openStage } from './stage.ts'

const clients = 20

/** Reads through an api process over sockets that stay open, beside the same statements under pgbench. */
export const reads: Benchmark = {
  name: 'reads',
  async run({ isQuick, cluster }) {
    const stage = await openStage(await cluster())
    const organization = await stage.organization()
    await fillPatients(stage, [organization.id], 20_000)
    const week = await openClinic(organization, 8, true)
    await fillAppointments(stage, organization, week, spread(week, 400, 1))
    const { rows } = await stage.owner.query<{ id: string }>(
      'select id from tenant.patients where organization_id = $1 order by id limit 200',
      [organization.id],
    )
    const ids = rows.map(({ id }) => id)
    const api = await startApi(stage)
    const client = openClient(stage.port, clients)
    const [rounds, seconds] = isQuick ? [3, 1] : [5, 3]
    const get = (url: string) =>
      client.get(`/api/v1/organizations/${organization.slug}${url}`, {
        authorization: `Bearer ${organization.owner.token}`,
      })
    const any = () => ids[Math.floor(Math.random() * ids.length)] as string

    async function beside(
      what: string,
      url: () => string,
      statements: ((tx: TenantTx) => Promise<unknown>)[],
      bare = bareLoop,
      side = bareSide,
    ): Promise<Line> {
      const exchanges = await Promise.all(statements.map((each) => exchangeOf(organization, each)))
      const compared = await interleaved(
        rounds,
        () => during(seconds, clients, () => get(url())),
        () => bare(stage.ownerUrl, exchanges, 10, seconds),
      )
      const figures = `${perSecond(compared.ours)} beside ${perSecond(compared.bare)}, p95 ${milliseconds(percentile(compared.times, 0.95))}`
      return { what: `${what}, ${clients} connections, beside ${side}`, figures, ratio: compared.ratio }
    }
    try {
      const live = await during(seconds, clients, () => client.get('/health/live', {}))
      // the bare side only selects: that a chart was read is recorded by the product alone
      const charts = ids.slice(0, 4).map((id) => (tx: TenantTx) => findPatient(tx, id))
      const one = await beside('one patient', () => `/patients/${any()}`, charts)
      const oneByDriver = await beside('one patient', () => `/patients/${any()}`, charts, driverLoop, 'pg, prepared')
      const list = await beside('a list of 50', () => '/patients?limit=50', [
        (tx) => listPatients(tx, { isArchived: false, scope: undefined, limit: 51 }),
      ])
      const calendar = `/calendar?clinicId=${week.clinicId}&days=7&from=${new Date(monday()).toISOString().slice(0, 10)}`
      await during(1, 1, () => get(calendar))
      let length = 0
      const { times } = await during(seconds, 1, async () => (length = await get(calendar)))
      const calm = await during(seconds, 1, () => get(`/patients/${any()}`))
      return [
        one,
        oneByDriver,
        list,
        {
          what: 'one patient, one after another',
          figures: `p50 ${milliseconds(percentile(calm.times, 0.5))}, p95 ${milliseconds(percentile(calm.times, 0.95))}`,
        },
        {
          what: 'calendar week, 8 practitioners, 400 visits',
          figures: `p50 ${milliseconds(percentile(times, 0.5))}, p95 ${milliseconds(percentile(times, 0.95))}, ${Math.round(length / 1000)} kB`,
        },
        { what: 'health, for the bare server', figures: perSecond(live.rate) },
      ]
    } finally {
      client.close()
      await api.stop()
      await stage.close()
    }
  },
}
