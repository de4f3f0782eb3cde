import { q } from '../../kit/api/api.ts'
import type { Feature } from '../../kit/screen/feature.ts'

export const attachments: Feature = {
  name: 'attachments',
  stale: { document: () => [q.attachments.key()] },
}
