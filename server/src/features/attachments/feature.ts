import { changesPerson } from '../../kit/audit/store.ts'
import { extend } from '../../kit/extension.ts'
import type { Feature } from '../../kit/feature.ts'
import { copiedFiles, isCopied } from '../../kit/copies.ts'
import { erasedAlong } from '../../kit/erasures.ts'
import { within } from '../../kit/jobs/events.ts'
import { goesAlong } from '../../kit/moves.ts'
import { fileReleased, fileTakenAway } from '../files/public.ts'
import { liveSubjects } from '../organizations/public.ts'
import { annotationRoutes } from './annotations/routes.ts'
import { annotationSecrets } from './annotations/view.ts'
import { announceSettled } from './documents/actions.ts'
import { documentRoutes } from './documents/routes.ts'
import { documentSecrets } from './documents/view.ts'
import { listFileIdsOf } from './documents/queries.ts'
import { eraseBesideDocuments } from './erasing/actions.ts'
import { inboxToSweep, sweepInbox } from './inbox/jobs.ts'
import { inboxRoutes } from './inbox/routes.ts'
import { oldPhoneLinks } from './phones/jobs.ts'
import { phoneLinkRoutes, phoneRoutes } from './phones/routes.ts'

export const attachments: Feature = {
  name: 'attachments',
  tier: 4,
  owns: ['tenant.document_references', 'tenant.document_annotations', 'tenant.document_moves', 'tenant.phone_links'],
  sealed: [documentSecrets, annotationSecrets],
  readable: {
    'tenant.document_references.tags': 'words by which an organization files, like names of its services',
  },
  leftBehind: { 'tenant.phone_links': 'links of a quarter of an hour' },
  moves: {
    'tenant.document_references': goesAlong,
    'tenant.document_moves': goesAlong,
    'tenant.phone_links': goesAlong,
  },
  erasures: {
    'tenant.document_references': { class: 'clinical' },
    'tenant.document_moves': { class: 'clinical' },
    'tenant.phone_links': { class: 'technical' },
  },
  copies: {
    'tenant.document_references': isCopied,
    'tenant.document_annotations': {
      column: 'document_id',
      in: { table: 'tenant.document_references', column: 'id' },
    },
    'tenant.document_moves': { stays: 'says that a document of somebody else lay here' },
    'tenant.phone_links': { stays: 'links of a quarter of an hour' },
  },
  routes: {
    annotations: annotationRoutes,
    documents: documentRoutes,
    inbox: inboxRoutes,
    phoneLinks: phoneLinkRoutes,
    phones: phoneRoutes,
  },
  within: [within(fileReleased, announceSettled), within(fileTakenAway, announceSettled)],
  jobs: [sweepInbox],
  due: [oldPhoneLinks, inboxToSweep],
  extensions: [
    extend(liveSubjects, { document: 'document' }),
    // filed in the wrong chart, it moves to the right one
    extend(changesPerson, { subject: 'document_references' }),
    extend(copiedFiles, { folder: 'documents', list: listFileIdsOf }),
    extend(erasedAlong, { class: 'clinical', erase: eraseBesideDocuments }),
  ],
}
