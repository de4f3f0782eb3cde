import { extend } from '../../kit/extension.ts'
import type { Feature } from '../../kit/feature.ts'
import { planCounters } from '../plans/public.ts'
import { clearFiles, filesToClear } from './clearing/jobs.ts'
import { countedMegabytes } from './files/queries.ts'
import { completionRoutes } from './completions/routes.ts'
import { fileRoutes } from './files/routes.ts'
import { partRoutes } from './file-parts/routes.ts'
import { fileSecrets, previewSecrets } from './files/view.ts'

export const files: Feature = {
  name: 'files',
  tier: 0,
  owns: ['tenant.files', 'tenant.file_parts', 'tenant.file_previews'],
  publishes: ['tenant.files', 'tenant.file_previews'],
  sealed: [fileSecrets, previewSecrets],
  readable: {
    'tenant.files.type': 'a media type',
    'tenant.file_parts.fingerprint': 'a keyed hash',
  },
  leftBehind: {
    'tenant.file_parts': 'where bytes lie; they are in the archive whole',
    'tenant.file_previews': 'made from files',
    'tenant.files.key_sealed': 'a key; the content is in the archive in clear',
  },
  routes: { files: fileRoutes, fileParts: partRoutes, completions: completionRoutes },
  jobs: [clearFiles],
  due: [filesToClear],
  extensions: [extend(planCounters, { megabytes: countedMegabytes })],
}
