import { q } from '../../kit/api/api.ts'
import type { Feature } from '../../kit/screen/feature.ts'

export const imports: Feature = {
  name: 'imports',
  stale: {
    import: () => [q.imports.imports.key(), q.patients.patients.key(), q.patients.guardians.key()],
  },
}
