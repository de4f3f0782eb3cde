import { startApi } from './api-process.ts'
import { milliseconds, type Benchmark } from './report.ts'
import { during, interleaved, percentile } from './rounds.ts'
import { openClient } from './socket-client.ts'
import { openStage } from './stage.ts'

const entries = 5000

type Owner = Awaited<ReturnType<Awaited<ReturnType<typeof openStage>>['organization']>>['owner']

const perRequest = 20

/** As many measurements with a sealed note each. */
async function fillWithNotes(owner: Owner, patientId: string): Promise<void> {
  for (let nth = 0; nth < entries / perRequest; nth += 1) {
    const items = Array.from({ length: perRequest }, () => ({ kind: 'pain', value: nth % 10, unit: '{score}' }))
    const note = `Nach dem Treppensteigen über zwölf Stufen, Besuch ${nth}`
    await owner.post(`/patients/${patientId}/measurements`, { items, note, isConfirmed: true })
  }
}

/** A chart of thousands of lines, and a search in the list of codes, through an api process, one after another. */
export const charts: Benchmark = {
  name: 'charts',
  async run({ isQuick, cluster }) {
    const stage = await openStage(await cluster())
    const organization = await stage.organization()
    const { body: patient } = await organization.owner.post('/patients', { kind: 'human', givenName: 'Nils' })
    await stage.owner.query(
      `insert into tenant.measurements (organization_id, id, patient_id, kind, value, typed_value, typed_unit, measured_at)
       select $1, gen_random_uuid(), $2, (array['weight', 'temperature', 'heart-rate'])[1 + i % 3], 40, 40, 'kg',
         now() - make_interval(hours => i) from generate_series(1, $3::int) i`,
      [organization.id, patient.id, entries],
    )
    const { body: noted } = await organization.owner.post('/patients', { kind: 'human', givenName: 'Ida' })
    await fillWithNotes(organization.owner, noted.id)
    await stage.owner.query('vacuum analyze tenant.measurements')
    const api = await startApi(stage)
    const client = openClient(stage.port, 1)
    const seconds = isQuick ? 1 : 3
    const timed = async (what: string, url: string) => {
      const get = () =>
        client.get(`/api/v1/organizations/${organization.slug}${url}`, {
          authorization: `Bearer ${organization.owner.token}`,
        })
      const first = performance.now()
      const length = await get()
      const waited = performance.now() - first
      const { times } = await during(seconds, 1, get)
      const [half, most] = [percentile(times, 0.5), percentile(times, 0.95)].map(milliseconds)
      return {
        what,
        figures: `p50 ${half}, p95 ${most}, first ${milliseconds(waited)}, ${Math.round(length / 1000)} kB`,
      }
    }
    try {
      const at = `/patients/${patient.id}`
      const reading = async (url: string) =>
        during(seconds, 1, () =>
          client.get(`/api/v1/organizations/${organization.slug}/patients/${noted.id}${url}`, {
            authorization: `Bearer ${organization.owner.token}`,
          }),
        )
      const search = await interleaved(
        isQuick ? 1 : 3,
        () => reading('/chart-search?search=zzz'),
        () => reading('/chart-entries?limit=200'),
      )
      return [
        {
          what: 'sealed search through 5,000 entries, beside a page of 200 of them',
          figures: `p50 ${milliseconds(percentile(search.times, 0.5))}, p95 ${milliseconds(percentile(search.times, 0.95))}`,
          ratio: search.ratio,
          // 25 times as much is read and opened
          goal: '≥ 0.04',
          isMet: search.ratio >= 0.04,
        },
        await timed('chart of 5,000: all that it shows first, in one answer', `${at}/chart`),
        await timed('chart of 5,000: the first page of everything', `${at}/chart-entries?limit=100`),
        await timed(
          'chart of 5,000: what was measured last, with 200 of one kind',
          `${at}/measurements?kind=weight&limit=200`,
        ),
        await timed('a code among 72,748, by a word', '/condition-codes?search=asthma&kind=human'),
        await timed(
          'a code among 72,748, by words of half of all',
          '/condition-codes?search=initial%20encounter&kind=human',
        ),
      ]
    } finally {
      client.close()
      await api.stop()
      await stage.close()
    }
  },
}
