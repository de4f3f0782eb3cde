import type { Isolation, Samples } from '../../testing/isolation.ts'

declare module '../../testing/isolation.ts' {
  interface Ids {
    /** About a patient. */
    logEntry: string
  }
}

const samples: Samples<'audit'> = {
  'audit.audit.list': (ids) => ({ query: { accountId: ids.account } }),
  'audit.audit.accessHistory': (ids) => ({ params: { id: ids.patient } }),
  'audit.log.list': (ids) => ({ query: { accountId: ids.account, patientId: ids.patient } }),
  'audit.log.get': (ids) => ({ params: { id: ids.logEntry } }),
  'audit.log.export': (ids) => ({ body: { accountId: ids.account, patientId: ids.patient } }),
  'audit.log.check': () => ({}),
}

export const isolation: Isolation = {
  async seed({ organization: { owner } }) {
    const { body } = await owner.get('/audit-log?source=records&limit=200')
    const entry = body.items.find(({ patient }: { patient?: object }) => patient)
    return { logEntry: entry.id }
  },
  samples,
}
