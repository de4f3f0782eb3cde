import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { newId } from '../server/src/kit/db/ids.ts'
import { fillAppointments, openClinic, slot } from './clinic-data.ts'
import { startDurableCluster } from './durable-cluster.ts'
import { milliseconds, perSecond, type Benchmark } from './report.ts'
import { during, interleaved, percentile, type Compared, type Measured } from './rounds.ts'
import { openStage } from './stage.ts'

const atOnce = 20
const preloaded = 20_000
const minute = 60_000

/** A table that has of the claims only the columns, the primary key and the two exclusion constraints. */
const bareTable = `
  create schema bench;
  create table bench.claims (like tenant.claims including defaults including constraints including indexes);
  insert into bench.claims select * from tenant.claims;`
const extraIndexes =
  "select indexrelid::regclass::text as name from pg_index where indrelid = 'bench.claims'::regclass and not indisprimary and not indisexclusion"

const bareInsert = {
  name: 'bench_insert',
  text: 'insert into bench.claims (organization_id, resource_id, appointment_id, taken_from, starts_at, ends_at, free_from) values ($1, $2, $3, $4, $4, $5, $6)',
}

async function compare(
  cluster: string,
  rounds: number,
  seconds: number,
): Promise<{ compared: Compared; calm: Measured; cpu: number }> {
  const stage = await openStage(cluster)
  const pool = new pg.Pool({ connectionString: stage.ownerUrl, max: 10 })
  pool.on('error', () => {})
  try {
    const organization = await stage.organization()
    const clinic = await openClinic(organization, 50)
    const { clinicId, serviceId, patientId } = clinic
    await fillAppointments(
      stage,
      organization,
      clinic,
      Array.from({ length: preloaded }, (_, nth) => slot(clinic, nth)),
    )
    await stage.owner.query(bareTable)
    for (const { name } of (await stage.owner.query<{ name: string }>(extraIndexes)).rows)
      await stage.owner.query(`drop index ${name}`)
    await stage.owner.query('vacuum analyze bench.claims')

    let booked = preloaded
    let inserted = preloaded
    const book = async () => {
      const body = { clinicId, serviceId, patientId, ...slot(clinic, booked++) }
      const answer = await organization.owner.post('/appointments', body, { 'idempotency-key': newId() })
      if (answer.status !== 201) throw new Error(`a booking answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    }
    const insert = async () => {
      const { practitionerId, startsAt } = slot(clinic, inserted++)
      const at = (minutes: number) => new Date(Date.parse(startsAt) + minutes * minute).toISOString()
      await pool.query({ ...bareInsert, values: [organization.id, practitionerId, newId(), startsAt, at(30), at(35)] })
    }
    const compared = await interleaved(
      rounds,
      () => during(seconds, atOnce, book),
      () => during(seconds, atOnce, insert),
    )
    const before = process.cpuUsage()
    const calm = await during(seconds, 1, book)
    const { user, system } = process.cpuUsage(before)
    return { compared, calm, cpu: (user + system) / 1000 / calm.times.length }
  } finally {
    await pool.end()
    await stage.close()
  }
}

const figuresOf = ({ ours, bare, times }: Compared) =>
  `${perSecond(ours)} beside ${perSecond(bare)}, p95 ${milliseconds(percentile(times, 0.95))}`

/** Bookings through the API, each with an idempotency key, beside bare inserts under the same constraints. */
export const booking: Benchmark = {
  name: 'booking',
  async run({ isQuick, cluster }) {
    const [rounds, seconds] = isQuick ? [3, 1] : [7, 3]
    const inMemory = await compare(await cluster(), rounds, seconds)
    const disk = await startDurableCluster()
    const durable = await compare(disk.url, rounds, seconds).finally(() => wait(200).then(disk.stop))
    const { ratio } = durable.compared
    const { times } = durable.calm
    const [median, p95] = [percentile(times, 0.5), percentile(times, 0.95)]
    return [
      {
        what: `booking, ${atOnce} at once, beside a bare insert, as installed (disk, fsync)`,
        figures: figuresOf(durable.compared),
        ratio,
        goal: '≥ 0.25',
        isMet: ratio >= 0.25,
      },
      {
        what: 'the same in memory, without fsync',
        figures: figuresOf(inMemory.compared),
        ratio: inMemory.compared.ratio,
      },
      {
        what: 'one after another, as installed',
        figures: `p50 ${milliseconds(median)}, p95 ${milliseconds(p95)}; ${milliseconds(durable.cpu)} of CPU each beside the database`,
      },
    ]
  },
}
