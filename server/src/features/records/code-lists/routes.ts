import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { findCodes, listsFor } from './queries.ts'

export const codeRoutes = {
  search: operation(contract.records.codes.search, async ({ input }) => {
    const { search, kind, language = 'en' } = input.query
    const items = await findCodes(search, { of: 'conditions', kind, language, limit: 20 })
    return { items, lists: listsFor('conditions', kind) }
  }),
}
