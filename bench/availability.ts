import { fillAppointments, monday, openClinic, spread } from './clinic-data.ts'
import { milliseconds, type Benchmark } from './report.ts'
import { percentile } from './rounds.ts'
import { openStage } from './stage.ts'

const fourWeeks = 28 * 86_400_000

export const availability: Benchmark = {
  name: 'availability',
  async run({ isQuick, cluster }) {
    const stage = await openStage(await cluster())
    try {
      const organization = await stage.organization()
      const clinic = await openClinic(organization, 10, true)
      await fillAppointments(stage, organization, clinic, spread(clinic, 400, 4))
      const span = new URLSearchParams({
        serviceId: clinic.serviceId,
        clinicId: clinic.clinicId,
        from: new Date(monday()).toISOString(),
        to: new Date(monday() + fourWeeks).toISOString(),
      })
      let slots = 0
      const ask = async () => {
        const began = performance.now()
        const { status, body } = await organization.owner.get(`/availability?${span}`)
        if (status !== 200) throw new Error(`availability answered ${status}: ${JSON.stringify(body)}`)
        slots = (body as { slots: unknown[] }).slots.length
        return performance.now() - began
      }
      for (let warm = 0; warm < 20; warm++) await ask()
      const times: number[] = []
      const before = process.cpuUsage()
      for (let nth = 0; nth < (isQuick ? 50 : 200); nth++) times.push(await ask())
      const { user, system } = process.cpuUsage(before)
      const p95 = percentile(times, 0.95)
      return [
        {
          what: `10 practitioners × 4 weeks, 400 visits, ${slots} slots`,
          figures: `p50 ${milliseconds(percentile(times, 0.5))}, p95 ${milliseconds(p95)}; ${milliseconds((user + system) / 1000 / times.length)} of CPU each beside the database`,
          goal: 'p95 ≤ 50 ms',
          isMet: p95 <= 50,
          isTimed: true,
        },
      ]
    } finally {
      await stage.close()
    }
  },
}
