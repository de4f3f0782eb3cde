import type { FastifyInstance } from 'fastify'
import type { Answer, Call } from './person.ts'
import { send, type Request } from './send.ts'

/** Someone at a browser: no token, cookies that it keeps and sends back. Paths begin with `/api`. */
export interface Browser {
  cookies: Map<string, string>
  call: Call
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  delete(path: string): Promise<Answer>
  /** Sends a form, as a provider lets a browser do it: from another site, so that no cookie travels. */
  sendForm(path: string, fields: Record<string, string>): Promise<Answer>
  signIn(email: string, password: string): Promise<Answer>
}

export function createBrowser(http: FastifyInstance, origin: string, remoteAddress = '127.0.0.1'): Browser {
  const cookies = new Map<string, string>()
  const keeping = async (request: Request): Promise<Answer> => {
    const { answer, cookies: given } = await send(http, { ...request, remoteAddress })
    for (const { name, value, maxAge } of given)
      if (maxAge === 0) cookies.delete(name)
      else cookies.set(name, encodeURIComponent(value))
    return answer
  }
  const call: Call = (method, url, { body, headers = {} } = {}) =>
    keeping({
      method,
      url,
      body,
      headers: {
        ...(cookies.size > 0 && { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
        ...(method !== 'GET' && { origin, 'sec-fetch-site': 'same-origin' }),
        ...headers,
      },
    })
  return {
    cookies,
    call,
    get: (url) => call('GET', url),
    post: (url, body = {}, headers) => call('POST', url, { body, headers }),
    delete: (url) => call('DELETE', url),
    sendForm: (url, fields) =>
      keeping({
        method: 'POST',
        url,
        payload: new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://provider.example' },
      }),
    signIn: (email, password) => call('POST', '/api/auth/sign-in/email', { body: { email, password } }),
  }
}
