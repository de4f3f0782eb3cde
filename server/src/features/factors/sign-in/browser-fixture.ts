import { newId } from '../../../kit/db/ids.ts'
import { recordCall } from '../../../testing/answers.ts'
import type { Answer, World } from '../../../testing/world.ts'
import { hashPassword } from '../passwords/hashes.ts'

export const password = 'correct horse battery'

export interface Seen {
  status: number
  body: Answer['body']
  /** Where it sends the browser, if anywhere. */
  location: string
}

/** A browser with its cookies: what one of them is given, no other has. */
export interface Browser {
  readonly cookies: Map<string, string>
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Seen>
  get(path: string): Promise<Seen>
  post(path: string, body?: unknown): Promise<Seen>
  /** Sends a form, as a provider lets a browser do it: from another site, so that no cookie travels. */
  sendForm(path: string, fields: Record<string, string>): Promise<Seen>
  /** By e-mail and password. */
  signIn(email: string): Promise<Seen>
}

export function openBrowser(world: World): Browser {
  const cookies = new Map<string, string>()

  async function send(method: string, url: string, payload: string | undefined, headers: Record<string, string>) {
    const answer = await world.application.http!.inject({
      method: method as 'GET',
      url,
      headers,
      ...(payload && { payload }),
    })
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/Max-Age=0(;|$)/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    let body: unknown = answer.payload
    try {
      body = answer.json()
    } catch {
      // a redirect or a page
    }
    recordCall(method, url, answer.statusCode, body)
    return { status: answer.statusCode, body, location: answer.headers.location ?? '' }
  }

  const held = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const call: Browser['call'] = (method, path, body, headers = {}) =>
    send(method, path, body === undefined ? undefined : JSON.stringify(body), {
      ...(cookies.size > 0 && { cookie: held() }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      origin: world.application.platform.config.origin,
      'user-agent': 'test browser',
      ...headers,
    })

  return {
    cookies,
    call,
    get: (path) => call('GET', path),
    post: (path, body = {}) => call('POST', path, body),
    sendForm: (path, fields) =>
      send('POST', path, new URLSearchParams(fields).toString(), {
        'content-type': 'application/x-www-form-urlencoded',
        origin: 'https://provider.example',
      }),
    signIn: (email) => call('POST', '/api/auth/sign-in/email', { email, password }),
  }
}

/** A verified account that signs in with {@link password}. */
export async function someone(world: World, email = `${newId()}@example.test`): Promise<{ id: string; email: string }> {
  const id = newId()
  await world.owner.query(
    `insert into auth."user" (id, name, email, email_verified) values ($1, 'Robin Example', $2, true)`,
    [id, email],
  )
  await world.owner.query(
    `insert into auth.account (account_id, provider_id, user_id, password, updated_at) values ($1::text, 'credential', $1::uuid, $2, now())`,
    [id, await hashPassword(password)],
  )
  return { id, email }
}

/** Somebody with a browser that they are signed in on. */
export async function signedIn(world: World): Promise<{ id: string; email: string; browser: Browser }> {
  const { id, email } = await someone(world)
  const browser = openBrowser(world)
  const { status } = await browser.signIn(email)
  if (status !== 200) throw new Error(`signing in answered ${status}`)
  return { id, email, browser }
}

/** As if the account had never had a password. */
export const forgetPassword = (world: World, accountId: string) =>
  world.owner.query(`delete from auth.account where user_id = $1 and provider_id = 'credential'`, [accountId])

/** As if it had been a while since the person proved who they are. */
export const letConfirmationPass = (world: World, accountId: string) =>
  world.owner.query(`update auth.session set authenticated_at = now() - interval '11 minutes' where user_id = $1`, [
    accountId,
  ])
