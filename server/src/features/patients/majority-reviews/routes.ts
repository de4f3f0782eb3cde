import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { scopeOf } from '../patients/scope.ts'
import { decide } from './actions.ts'
import { dueReviews } from './queries.ts'
import { dueReviewView } from './view.ts'

export const majorityReviewRoutes = {
  list: operation(contract.patients.majorityReviews.list, async (given) => ({
    items: (await dueReviews(given.tx, scopeOf(given))).map((row) => dueReviewView(row, given.tx.sealer)),
  })),

  create: operation(contract.patients.majorityReviews.create, async (given) => {
    const { tx, input, accountId } = given
    return decide(tx, input.body, { accountId, scope: scopeOf(given) })
  }),
}
