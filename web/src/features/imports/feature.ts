import { q } from '../../kit/api/api.ts'
import type { Feature } from '../../kit/screen/feature.ts'
import { screen, type Work } from '../../kit/screen/screen.ts'

export const imports: Feature = {
  name: 'imports',
  screens: {
    work: [
      screen('/$organization/imports', () => import('./imports/ImportsPage.tsx'), 'ImportsPage', {
        texts: ['imports', 'patients', 'files'],
        needs: ({ organization, can }: Work) =>
          can('patients.import') ? [q.imports.imports.list.queryOptions({ input: { params: { organization } } })] : [],
      }),
    ],
  },
  stale: {
    import: () => [q.imports.imports.key(), q.patients.patients.key(), q.patients.guardians.key()],
  },
}
