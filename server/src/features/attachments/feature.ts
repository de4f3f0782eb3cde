import { extend } from '../../kit/extension.ts'
import type { Feature } from '../../kit/feature.ts'
import { goesAlong } from '../../kit/moves.ts'
import { liveSubjects } from '../organizations/public.ts'
import { annotationRoutes } from './annotations/routes.ts'
import { annotationSecrets } from './annotations/view.ts'
import { documentRoutes } from './documents/routes.ts'
import { documentSecrets } from './documents/view.ts'
import { inboxRoutes } from './inbox/routes.ts'

export const attachments: Feature = {
  name: 'attachments',
  tier: 4,
  owns: ['tenant.document_references', 'tenant.document_annotations'],
  sealed: [documentSecrets, annotationSecrets],
  readable: {
    'tenant.document_references.tags': 'words by which an organization files, like names of its services',
  },
  moves: { 'tenant.document_references': goesAlong },
  routes: { annotations: annotationRoutes, documents: documentRoutes, inbox: inboxRoutes },
  extensions: [extend(liveSubjects, { document: 'document' })],
}
