import { declareSubjects } from '../kit/live.ts'
import { annotationRoutes } from './annotations.ts'
import { documentRoutes } from './documents.ts'
import { inboxRoutes } from './inbox.ts'
import { phoneLinkRoutes, phoneRoutes } from './phone-links.ts'

export const routes = {
  annotations: annotationRoutes,
  documents: documentRoutes,
  inbox: inboxRoutes,
  phoneLinks: phoneLinkRoutes,
  phones: phoneRoutes,
}

const ownSubjects = declareSubjects(['document'])

declare module '../kit/live.ts' {
  interface Subjects extends Record<(typeof ownSubjects)[number], true> {}
}
