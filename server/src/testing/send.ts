import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { recordCall } from './answers.ts'
import type { Answer } from './person.ts'

export interface Request {
  method: string
  url: string
  headers?: Record<string, string>
  /** Sent as JSON. */
  body?: unknown
  /** Sent as it is. */
  payload?: string | Uint8Array
  remoteAddress?: string
}

export interface Sent {
  answer: Answer
  cookies: LightMyRequestResponse['cookies']
}

/** Calls the application in-process, and notes what it answered. */
export async function send(
  http: FastifyInstance,
  { method, url, headers = {}, body, payload, remoteAddress }: Request,
): Promise<Sent> {
  const sent = body === undefined ? payload : JSON.stringify(body)
  const got = (await http.inject({
    method: method as 'GET',
    url,
    ...(remoteAddress && { remoteAddress }),
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(sent !== undefined && { payload: typeof sent === 'string' ? sent : Buffer.from(sent) }),
  })) as LightMyRequestResponse
  const answer = { status: got.statusCode, body: bodyOf(got), headers: got.headers as Answer['headers'] }
  recordCall(method, url, answer.status, answer.body)
  return { answer, cookies: got.cookies }
}

/** JSON where it is JSON, else the text. */
function bodyOf(answer: LightMyRequestResponse): unknown {
  try {
    return answer.json()
  } catch {
    return answer.payload
  }
}
