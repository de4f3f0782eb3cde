import { q } from '../../kit/api/api.ts'
import type { Feature } from '../../kit/screen/feature.ts'

export const identity: Feature = {
  name: 'identity',
  stale: { organization: () => [q.identity.me.key()] },
}
