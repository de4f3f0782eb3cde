import { q } from '../../kit/api/api.ts'
import type { Feature } from '../../kit/screen/feature.ts'

export const rights: Feature = {
  name: 'rights',
  stale: { rights: () => [q.rights.key()] },
}
