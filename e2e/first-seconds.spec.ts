import type { Page, Request } from '@playwright/test'
import { expect, signIn, test } from './journey.ts'

// Nothing is kept from one page to the next: what is counted is what somebody fetches who was never here.
test.use({ serviceWorkers: 'block' })

function watchWire(page: Page) {
  const requests: Request[] = []
  page.on('requestfinished', (request) => requests.push(request))
  return async () => {
    const sizes = await Promise.all(
      requests.map(async (request) => {
        const { responseBodySize, responseHeadersSize } = await request.sizes()
        return responseBodySize + responseHeadersSize
      }),
    )
    return {
      kilobytes: Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1000),
      requests: requests.length,
      type: requests.map((request) => request.url()).filter((url) => url.endsWith('.woff2')),
    }
  }
}

test('the way in is a quarter of a megabyte in few requests, with the type of its language alone', async ({ page }) => {
  const sent = watchWire(page)
  await page.goto('/sign-in', { waitUntil: 'networkidle' })
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
  const { kilobytes, requests, type } = await sent()
  expect(kilobytes).toBeLessThanOrEqual(250)
  expect(requests).toBeLessThanOrEqual(20)
  expect(type.map((url) => url.replace(/.*\/(.+)-wght.*/, '$1'))).toEqual(['inter-latin'])
})

test('today stands after few requests', async ({ page }) => {
  await page.goto('/sign-in')
  await signIn(page, 'reception@riverside.example')
  await expect(page.getByRole('heading', { name: 'Today', exact: true })).toBeVisible()
  const address = page.url()
  const again = await page.context().newPage()
  const session = await again.context().newCDPSession(again)
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  const sent = watchWire(again)
  await again.goto(address)
  await expect(again.getByRole('heading', { name: 'Today', exact: true })).toBeVisible()
  const { kilobytes, requests } = await sent()
  expect(requests).toBeLessThanOrEqual(30)
  expect(kilobytes).toBeLessThanOrEqual(600)
})

test('the way in is drawn before any script has come, in the reader’s language', async ({ browser }) => {
  for (const [locale, action] of [
    ['en-GB', 'Sign in'],
    ['de-DE', 'Anmelden'],
    ['ar-EG', 'تسجيل الدخول'],
  ] as const) {
    const context = await browser.newContext({ locale })
    const page = await context.newPage()
    await page.route('**/*.js', (route) => route.abort())
    await page.goto('/sign-in')
    await expect(page.locator('#shell').getByText(action, { exact: true }).last()).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('dir', locale === 'ar-EG' ? 'rtl' : 'ltr')
    await context.close()
  }
})

test('the app behind the way in starts when somebody is there; what they typed and pressed goes over, and nothing moves', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const page = globalThis as { shifts?: number }
    page.shifts = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) page.shifts! += entry.value
    }).observe({ type: 'layout-shift', buffered: true })
  })
  // The journeys' product has another way in beside the form, which only the app can draw.
  await page.route('/sign-in', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: (await response.text()).replace(' data-now', '') })
  })
  let letAppCome = () => {}
  const untilAsked = new Promise<void>((resolve) => (letAppCome = resolve))
  await page.route(/\/assets\/index-.*\.js$/, async (route) => {
    await untilAsked
    await route.continue()
  })
  await page.goto('/sign-in', { waitUntil: 'networkidle' })
  const [email, password] = [
    page.getByRole('textbox', { name: 'E-mail' }),
    page.getByRole('textbox', { name: 'Password' }),
  ]
  await expect(email).toBeFocused()
  await expect(page.locator('#root > *')).toHaveCount(0)

  const asked = page.waitForRequest(/\/assets\/index-.*\.js$/)
  await page.keyboard.type('nobody@riverside.example')
  await asked
  await password.fill('wrong password')
  await page.keyboard.press('Enter')
  letAppCome()
  await expect(page.getByRole('alert').filter({ hasText: 'E-mail and password do not match.' })).toBeVisible()
  await expect(page.locator('#shell')).toHaveCount(0)
  await expect(email).toHaveValue('nobody@riverside.example')
  const moved = await page.evaluate(() => (globalThis as { shifts?: number }).shifts ?? 0)
  expect(moved).toBeLessThan(0.02)
})
