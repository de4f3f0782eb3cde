import { openClinic, slot } from './clinic-data.ts'
import { milliseconds, type Benchmark } from './report.ts'
import { median } from './rounds.ts'
import { openStage } from './stage.ts'

const callers = 200

export const contention: Benchmark = {
  name: 'contention',
  async run({ isQuick, cluster }) {
    const stage = await openStage(await cluster())
    try {
      const organization = await stage.organization()
      const clinic = await openClinic(organization, 3)
      const { clinicId, serviceId, patientId } = clinic
      const took: number[] = []
      const seen = new Map<number, number>()
      let isExact = true
      for (let round = 0; round < (isQuick ? 2 : 10); round++) {
        const body = { clinicId, serviceId, patientId, ...slot(clinic, round) }
        const began = performance.now()
        const answers = await Promise.all(
          Array.from({ length: callers }, () => organization.owner.post('/appointments', body)),
        )
        took.push(performance.now() - began)
        const count = (status: number) => answers.filter((answer) => answer.status === status).length
        isExact &&= count(201) === 1 && count(409) === callers - 1
        for (const { status } of answers) seen.set(status, (seen.get(status) ?? 0) + 1)
      }
      const statuses = [...seen].toSorted(([a], [b]) => a - b).map(([status, times]) => `${times} × ${status}`)
      return [
        {
          what: `${callers} bookings of one slot, ${took.length} times`,
          figures: `${statuses.join(', ')}; ${milliseconds(median(took))}, worst ${milliseconds(Math.max(...took))}`,
          goal: 'exactly 1, no 5xx',
          isMet: isExact,
        },
      ]
    } finally {
      await stage.close()
    }
  },
}
