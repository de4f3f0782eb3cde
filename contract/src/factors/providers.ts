import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { text } from '../kit/text.ts'
import { factors } from './factors.ts'
import './problems.ts'

export const providerRoutes = {
  link: operation({
    operationId: 'factors.linkProvider',
    method: 'POST',
    path: '/me/providers',
    summary: 'Begin to connect a sign-in at a provider; the browser goes to the answered address',
    permission: 'account',
    confirmed: true,
    body: z.strictObject({ provider: text(60) }),
    output: z.object({ url: z.string() }),
  }),
  unlink: operation({
    operationId: 'factors.unlinkProvider',
    method: 'DELETE',
    path: '/me/providers/{id}',
    summary: 'Do without a sign-in at a provider',
    permission: 'account',
    confirmed: true,
    ifMatch: 'honoured',
    params: { id },
    output: factors,
    errors: ['last-way-in'],
  }),
}
