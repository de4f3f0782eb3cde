import { operation } from '../kit/operation.ts'
import { work } from '../works/works.ts'

export const exportRoutes = {
  create: operation({
    method: 'POST',
    path: '/me/exports',
    summary: 'Make a copy of everything that is kept about me, in every organization; one at a time',
    permission: 'account',
    confirmed: true,
    status: 202,
    output: work,
  }),
}
