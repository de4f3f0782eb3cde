import { z } from 'zod'
import { operation } from '../../kit/operation.ts'
import { searchText, slug } from '../../kit/text.ts'
import { speciesKeys } from '../species.ts'

export const breedRoutes = {
  search: operation({
    method: 'GET',
    path: '/organizations/{organization}/breeds',
    summary:
      'Breeds of a species as somebody types them, the likeliest first: by name, synonym, abbreviation or a slip, and crosses of them; at most twelve',
    permission: 'patients.read',
    untilClosed: true,
    params: { organization: slug },
    query: { species: z.enum(speciesKeys), search: searchText() },
    output: z.object({ items: z.array(z.string()), attribution: z.string() }),
  }),
}
