import { extend } from '../../kit/extension.ts'
import type { Feature } from '../../kit/feature.ts'
import { on } from '../../kit/jobs/events.ts'
import { liveSubjects } from '../organizations/public.ts'
import { messageQueued } from './events.ts'
import { deliverMessages, sweepDueMessages } from './messages/jobs.ts'
import { messageRoutes } from './messages/routes.ts'

export const messaging: Feature = {
  name: 'messaging',
  owns: ['tenant.messages'],
  routes: { messages: messageRoutes },
  jobs: [deliverMessages],
  on: [on(messageQueued, deliverMessages)],
  sweeps: [sweepDueMessages],
  extensions: [extend(liveSubjects, { message: 'message' })],
}
