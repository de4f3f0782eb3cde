import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type Browser, type World } from '../../../testing/world.ts'

let world: World
beforeAll(async () => void (world = await createWorld({ SIGN_INS_PER_MINUTE: '100000' })))
afterAll(() => world.close())

const password = 'correct horse battery'
let people = 0

/** Somebody signs up; the path that their mail leads to. */
async function signUp(language = 'en'): Promise<{ browser: Browser; email: string; path: string }> {
  const [browser, email] = [world.browser(), `person-${++people}@example.test`]
  const callbackURL = '/verify?done=1'
  await browser.post('/api/auth/sign-up/email', { name: 'Ada <b>', email, password, language, callbackURL })
  await world.application.workers?.drain()
  const mail = world.application.mails().find(({ to }) => to === email)
  const link = new URL(/https?:\/\/\S+/.exec(mail?.text ?? '')?.[0] ?? '')
  return { browser, email, path: `${link.pathname}${link.search}` }
}

const isConfirmed = async (email: string): Promise<boolean> =>
  (await world.owner.query('select email_verified from auth."user" where email = $1', [email])).rows[0].email_verified

const press = (browser: Browser, path: string, headers: Record<string, string> = {}) =>
  browser.call('POST', path, { headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } })

test('whoever opens the link elsewhere than the password was typed is asked, and confirms by the form alone', async () => {
  const { browser, email, path } = await signUp()
  const reader = world.browser()
  for (const method of ['GET', 'HEAD', 'GET', 'OPTIONS']) await reader.call(method, path)
  const page = await reader.get(path)
  expect([page.status, await isConfirmed(email)]).toEqual([200, false])
  expect(page.body).toContain(email)
  expect(page.body).toContain(`<form action="${path.replaceAll('&', '&amp;')}" method="post">`)
  expect(page.body).not.toMatch(/<script|Ada/)
  expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' })
  expect((await browser.signIn(email, password)).status).toBe(403)
  const pressed = await press(reader, path)
  expect(pressed).toMatchObject({ status: 302, headers: { location: '/verify?done=1' } })
  expect(await isConfirmed(email)).toBe(true)
  // which half of it says: the password was never typed here
  expect((await reader.get('/api/v1/me')).status).toBe(401)
  expect((await browser.signIn(email, password)).status).toBe(200)
})

test('in the browser where the password was typed the link confirms at once, and by nothing but GET', async () => {
  const { browser, email, path } = await signUp()
  await browser.call('HEAD', path)
  expect(await isConfirmed(email)).toBe(false)
  expect(await browser.get(path)).toMatchObject({ status: 302, headers: { location: '/verify?done=1' } })
  expect((await browser.get('/api/v1/me')).body.account.email).toBe(email)
})

test('the cookie of another sign-up confirms nothing, whatever is put beside the link', async () => {
  const { email, path } = await signUp()
  const { browser: other, path: own } = await signUp()
  const token = new URL(own, 'http://localhost').searchParams.get('token')
  for (const tail of ['', `&token=${token}`, '&language=de', '#x', '&token[]=x']) await other.get(path + tail)
  await other.get(path.replace('token=', `token=${token}&token=`))
  await other.get(path.replace('token=', `Token=${token}&token=`))
  expect(await isConfirmed(email)).toBe(false)
})

test('another site cannot press the button', async () => {
  const { email, path } = await signUp()
  const reader = world.browser()
  for (const [name, value] of [
    ['origin', 'https://evil.test'],
    ['origin', 'null'],
    ['sec-fetch-site', 'cross-site'],
  ] as const)
    expect((await press(reader, path, { [name]: value })).status, value).toBe(403)
  expect(await isConfirmed(email)).toBe(false)
})

test('a link confirms once: used, changed or made up, it asks nobody and leads to the page that says so', async () => {
  const { email, path } = await signUp()
  const reader = world.browser()
  await press(reader, path)
  const again = await press(reader, path)
  expect(again).toMatchObject({ status: 302, headers: { location: '/verify?done=1' } })
  expect((await reader.get(path)).status).toBe(302)
  expect([...reader.cookies.keys()]).toEqual([])
  const { rows } = await world.owner.query('select updated_at from auth."user" where email = $1', [email])
  await press(reader, path)
  const { rows: after } = await world.owner.query('select updated_at from auth."user" where email = $1', [email])
  expect(after).toEqual(rows)
  const madeUp = path.replace(/token=[^&]+/, 'token=made.up.token')
  for (const method of ['GET', 'POST'])
    expect(await reader.call(method, madeUp)).toMatchObject({
      status: 302,
      headers: { location: '/verify?done=1&error=INVALID_TOKEN' },
    })
  for (const url of ['/api/auth/verify-email', '/api/auth/verify-email?token=a&token=b'])
    expect((await reader.get(url)).status, url).toBe(400)
})

test.each([
  ['de', 'de', 'ltr', 'Adresse bestätigen'],
  ['ar', 'ar', 'rtl', 'تأكيد العنوان'],
])(
  'the page speaks as the mail did (%s), and other languages are a link away',
  async (_name, language, dir, button) => {
    const { path } = await signUp(language)
    const { body } = await world.browser().get(path)
    expect(body).toContain(`<html lang="${language}" dir="${dir}"`)
    expect(body).toContain(button)
    expect((await world.browser().get(`${path}&language=en`)).body).toContain('Confirm address')
  },
)
