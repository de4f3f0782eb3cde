import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingHttpHeaders } from 'node:http'

export interface CurrentRequest {
  id: string
  method: string
  headers: IncomingHttpHeaders
  /** The client's address; behind a trusted proxy the one that the proxy saw. */
  ip: string
  signal: AbortSignal
  setHeader(name: string, value: string): void
}

const storage = new AsyncLocalStorage<CurrentRequest>()

export const currentRequest = () => storage.getStore()

export const withRequest = <Result>(request: CurrentRequest, work: () => Promise<Result>): Promise<Result> =>
  storage.run(request, work)
