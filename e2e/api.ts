import { expect, request, type APIRequestContext, type APIResponse } from '@playwright/test'
import { demoAuthenticator } from '../server/src/demo/accounts.ts'
import { codeOf, fromBase32, stepAt } from '../server/src/features/factors/totp/rules.ts'

export const demoPassword = 'polyclinic-demo'

/** Where the product under test answers; set once it runs. */
export const origin = (): string => process.env.ORIGIN ?? ''

/** What the app sends along, without which a cookie may change nothing. */
const headers = () => ({ origin: origin(), 'x-requested-with': 'polyclinic' })

/** The documented API, used to arrange what a journey starts from and to look up what it should find. */
export class Api {
  readonly #context: APIRequestContext

  private constructor(context: APIRequestContext) {
    this.#context = context
  }

  static async as(email: string, password = demoPassword): Promise<Api> {
    const api = await Api.asNobody()
    const { secondFactor } = await api.post<{ secondFactor?: string[] }>('/api/auth/sign-in/email', { email, password })
    if (secondFactor) await api.#showSecondFactor()
    return api
  }

  /** By the demo's one authenticator, each of whose codes opens once: where it was used already the next one is waited for. */
  async #showSecondFactor(): Promise<void> {
    const show = () => {
      const code = codeOf(fromBase32(demoAuthenticator), stepAt(Date.now() / 1000))
      return this.#context.post('/api/v1/sign-in/second-factor', { data: { method: 'totp', code } })
    }
    await expect.poll(async () => (await show()).ok(), { timeout: 70_000, intervals: [31_000] }).toBe(true)
  }

  static async asNobody(): Promise<Api> {
    return new Api(await request.newContext({ baseURL: origin(), extraHTTPHeaders: headers() }))
  }

  async get<T>(url: string, query: Record<string, string> = {}): Promise<T> {
    return answer(await this.#context.get(url, { params: query }))
  }

  async post<T>(url: string, body: object): Promise<T> {
    return answer(await this.#context.post(url, { data: body }))
  }

  async put<T>(url: string, body: object, version: number): Promise<T> {
    return answer(await this.#context.put(url, { data: body, headers: { 'if-match': `"${version}"` } }))
  }

  async visit(url: string): Promise<void> {
    await this.#context.get(url)
  }

  async cookies() {
    return (await this.#context.storageState()).cookies
  }

  dispose(): Promise<void> {
    return this.#context.dispose()
  }
}

async function answer<T>(response: APIResponse): Promise<T> {
  if (!response.ok()) throw new Error(`${response.url()} answers ${response.status()}: ${await response.text()}`)
  const body = await response.text()
  return (body ? JSON.parse(body) : undefined) as T
}
