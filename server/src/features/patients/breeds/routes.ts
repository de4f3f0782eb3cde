import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { attribution, breedsOf } from './queries.ts'
import { breedsLike } from './rules.ts'

export const breedRoutes = {
  search: operation(contract.patients.breeds.search, async ({ input }) => ({
    items: breedsLike(await breedsOf(input.query.species), input.query.search),
    attribution,
  })),
}
