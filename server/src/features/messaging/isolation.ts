import type { Isolation, Samples } from '../../testing/isolation.ts'

const samples: Samples<'messaging'> = {
  'messaging.messages.list': (ids) => ({ query: { appointmentId: ids.appointment } }),
}

export const isolation: Isolation = {
  samples,
}
