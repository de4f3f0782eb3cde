import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { recordCall } from './answers.ts'
import type { Answer } from './world.ts'

/** Someone at a browser: no token, cookies that it keeps and sends back. Paths begin with `/api`. */
export interface Browser {
  cookies: Map<string, string>
  call(method: string, path: string, options?: { body?: unknown; headers?: Record<string, string> }): Promise<Answer>
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  delete(path: string): Promise<Answer>
  signIn(email: string, password: string): Promise<Answer>
}

/** A browser that nobody has used yet. */
export function createBrowser(http: FastifyInstance, origin: string, remoteAddress = '127.0.0.1'): Browser {
  const cookies = new Map<string, string>()
  const call: Browser['call'] = async (method, url, { body, headers = {} } = {}) => {
    const answer = (await http.inject({
      method: method as 'GET',
      url,
      remoteAddress,
      headers: {
        ...(cookies.size > 0 && { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
        ...(method !== 'GET' && { origin, 'sec-fetch-site': 'same-origin' }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
    })) as LightMyRequestResponse
    for (const { name, value, maxAge } of answer.cookies)
      if (maxAge === 0) cookies.delete(name)
      else cookies.set(name, encodeURIComponent(value))
    recordCall(method, url, answer.statusCode, bodyOf(answer))
    return { status: answer.statusCode, body: bodyOf(answer), headers: answer.headers as Answer['headers'] }
  }
  return {
    cookies,
    call,
    get: (url) => call('GET', url),
    post: (url, body = {}, headers) => call('POST', url, { body, headers }),
    delete: (url) => call('DELETE', url),
    signIn: (email, password) => call('POST', '/api/auth/sign-in/email', { body: { email, password } }),
  }
}

/** JSON where it is JSON, else the text. */
export function bodyOf(answer: LightMyRequestResponse): unknown {
  try {
    return answer.json()
  } catch {
    return answer.payload
  }
}
