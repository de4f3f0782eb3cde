import { existsSync } from 'node:fs'
import { startApi } from './api-process.ts'
import { fillAppointments, monday, openClinic, spread } from './clinic-data.ts'
import { fillPatients } from './patients-data.ts'
import type { Benchmark } from './report.ts'
import { during } from './rounds.ts'
import { openClient } from './socket-client.ts'
import { openStage } from './stage.ts'

export const memory: Benchmark = {
  name: 'memory',
  async run({ isQuick, cluster }) {
    const what = 'api process under load'
    if (!existsSync('/proc/self/status')) return [{ what, figures: 'this system has no /proc', goal: '≤ 300 MB' }]
    const stage = await openStage(await cluster())
    const organization = await stage.organization()
    await fillPatients(stage, [organization.id], 20_000)
    const clinic = await openClinic(organization, 8, true)
    await fillAppointments(stage, organization, clinic, spread(clinic, 400, 1))
    const { rows } = await stage.owner.query<{ id: string }>(
      'select id from tenant.patients where organization_id = $1 limit 200',
      [organization.id],
    )
    const [from, to] = [new Date(monday()).toISOString(), new Date(monday() + 28 * 86_400_000).toISOString()]
    const urls = [
      ...rows.slice(0, 12).map(({ id }) => `/patients/${id}`),
      '/patients?limit=50',
      '/patients?limit=200',
      '/patients?search=stein',
      `/calendar?clinicId=${clinic.clinicId}&days=7&from=${from.slice(0, 10)}`,
      `/availability?serviceId=${clinic.serviceId}&clinicId=${clinic.clinicId}&from=${from}&to=${to}`,
    ]
    const api = await startApi(stage)
    const client = openClient(stage.port, 20)
    try {
      const idle = api.memory().now
      let nth = 0
      const ask = () =>
        client.get(`/api/v1/organizations/${organization.slug}${urls[nth++ % urls.length]}`, {
          authorization: `Bearer ${organization.owner.token}`,
        })
      const { rate } = await during(isQuick ? 5 : 30, 20, ask)
      const { now, most } = api.memory()
      return [
        {
          what,
          figures: `${most.toFixed(0)} MB at most, ${now.toFixed(0)} after, ${idle.toFixed(0)} idle; ${rate.toFixed(0)} requests/s`,
          goal: '≤ 300 MB',
          isMet: most <= 300,
        },
      ]
    } finally {
      client.close()
      await api.stop()
      await stage.close()
    }
  },
}
