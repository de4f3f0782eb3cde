import { features } from '../app.ts'
import type { Ids, Isolation, Sample } from '../testing/isolation.ts'
import type { OperationKey } from './operations.ts'

export const isolations: readonly { name: string; owns: readonly string[]; isolation: Isolation }[] = await Promise.all(
  features.map(async ({ name, owns }) => {
    const { isolation } = (await import(`../features/${name}/isolation.ts`)) as { isolation: Isolation }
    return { name, owns, isolation }
  }),
)

/** One valid call per operation; that none is missing is the first thing that the proof proves. */
export const samples = Object.assign({}, ...isolations.map(({ isolation }) => isolation.samples)) as Record<
  OperationKey,
  (ids: Ids) => Sample
>
