import { createORPCClient, ORPCError } from '@orpc/client'
import type { JsonifiedClient } from '@orpc/openapi-client'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { contract, type Api } from '@polyclinic/contract/contract.ts'
import { isUnattended } from './presence.ts'
import { previewHeaders } from '../session/preview.ts'
import { proveIdentity } from './step-up.tsx'

export class ApiError extends ORPCError<string, unknown> {
  readonly requestId: string

  constructor(body: ErrorBody) {
    super(body.code, { defined: true, status: body.status, message: body.message, data: body.data })
    this.requestId = body.requestId
  }
}

interface ErrorBody {
  code: string
  status: number
  message: string
  data?: unknown
  requestId: string
}

const isErrorBody = (body: unknown): body is ErrorBody =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string' && 'requestId' in body

const link = new OpenAPILink(contract, {
  url: () => location.origin,
  headers: (_options, _path, input) => ({
    'x-requested-with': 'polyclinic',
    ...(isUnattended() && { 'x-background': '1' }),
    ...previewHeaders(input),
  }),
  fetch: (request, init) => fetch(request, { ...init, credentials: 'same-origin' }),
  customErrorResponseBodyDecoder: (body, response) =>
    isErrorBody(body) ? new ApiError({ ...body, status: response.status }) : null,
  interceptors: [
    // What asks who one is waits for the proof and is then sent once more.
    async ({ next }) => {
      try {
        return await next()
      } catch (error) {
        if (!(error instanceof ApiError && error.code === 'confirmation-needed' && (await proveIdentity()))) throw error
        return next()
      }
    },
  ],
})

/** The API, call by call: `await api.patients.patients.get({ params: { organization, id } })`. */
export const api: JsonifiedClient<Api> = createORPCClient(link)

/** The same for TanStack Query: `useQuery(q.patients.patients.get.queryOptions({ input: { params } }))`. */
export const q = createTanstackQueryUtils(api)

/** Headers of a PATCH or PUT: refused as stale when somebody changed the thing since this version. */
export const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })

/** A fresh `idempotency-key`: make one per intent and keep it for retries, so that nothing happens twice. */
export const newKey = () => crypto.randomUUID()
