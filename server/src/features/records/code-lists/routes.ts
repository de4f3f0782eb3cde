import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { findCodes, listsFor } from './queries.ts'

export const codeRoutes = {
  search: operation(contract.records.codes.search, async ({ input }) => {
    const { search, kind, language = 'en' } = input.query
    return {
      items: await findCodes(search, { kind, language, limit: 20 }),
      lists: listsFor(kind).map(({ system, name, edition, attribution }) => ({ system, name, edition, attribution })),
    }
  }),
}
