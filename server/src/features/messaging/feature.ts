import { extend } from '../../kit/extension.ts'
import type { Feature } from '../../kit/feature.ts'
import { goesAlong } from '../../kit/moves.ts'
import { on } from '../../kit/jobs/events.ts'
import { liveSubjects } from '../organizations/public.ts'
import { messageQueued } from './events.ts'
import { messageSecrets } from './messages/actions.ts'
import { deliverMessages, dueMessages } from './messages/jobs.ts'
import { messageRoutes } from './messages/routes.ts'

export const messaging: Feature = {
  name: 'messaging',
  tier: 1,
  owns: ['tenant.links', 'tenant.messages'],
  publishes: ['tenant.links', 'tenant.messages'],
  sealed: [messageSecrets],
  readable: {
    'tenant.messages.dedupe_key': 'made of ids',
    'tenant.messages.template': 'the name of a text of ours',
    'tenant.messages.language': 'a language',
    'tenant.messages.failure': 'the words of a mail server, without the address',
    'tenant.messages.stood_before': 'times and ids of an appointment',
    'tenant.messages.told': 'times and ids of an appointment',
  },
  moves: { 'tenant.messages': goesAlong },
  erasures: { 'tenant.messages': { class: 'technical' } },
  // a letter is copied without its words: links that open something stand in it
  copies: {
    'tenant.messages': { without: ['content_sealed', 'dedupe_key', 'claimed_at', 'stood_before', 'told'] },
  },
  leftBehind: {
    'tenant.links': 'links on their way',
    'tenant.messages.content_sealed': 'letters hold links that open',
    'tenant.messages.dedupe_key': 'how one letter is written once',
  },
  routes: { messages: messageRoutes },
  jobs: [deliverMessages],
  on: [on(messageQueued, deliverMessages)],
  due: [dueMessages],
  extensions: [extend(liveSubjects, { message: 'message' })],
}
