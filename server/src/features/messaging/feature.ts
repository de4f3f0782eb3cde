import { extend } from '../../kit/extension.ts'
import type { Feature } from '../../kit/feature.ts'
import { liveSubjects } from '../organizations/public.ts'
import { deliverMessages, sweepDueMessages } from './messages/jobs.ts'
import { messageRoutes } from './messages/routes.ts'

export const messaging: Feature = {
  name: 'messaging',
  owns: ['tenant.messages'],
  routes: { messages: messageRoutes },
  jobs: { 'messaging.deliver': deliverMessages },
  on: { 'message.queued': ['messaging.deliver'] },
  sweeps: [sweepDueMessages],
  extensions: [extend(liveSubjects, { message: 'message' })],
}
