import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './journey.ts'
import { openOrganization } from './organization.ts'

const [listed, other] = ['https://www.practice.example', 'https://somebody-else.example']

/** A page of another site, with the script that the settings show; of ours it gets what is really served. */
async function siteWithCard(page: Page, site: string, code: string): Promise<void> {
  // the product stands on this machine, which a page from elsewhere may not reach unless it was allowed to
  await page.context().grantPermissions(['local-network-access'], { origin: site })
  await page.route(`${site}/**`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>A site</title><h1>Our practice</h1>${code}`,
    }),
  )
  await page.goto(`${site}/`)
}

test('an owner switches the page on; it works without a script in 60 kB, and its card shows on the listed site alone', async ({
  enter,
  browser,
  baseURL,
}) => {
  const { slug, owner } = await openOrganization()
  const page = await enter(owner.email, `/${slug}/settings/website`)
  const address = `/c/${slug}`
  const anybody = await browser.newContext({ baseURL, javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  const phone = await anybody.newPage()
  expect((await phone.goto(address))?.status()).toBe(404)

  await page.getByText('Show the page to everybody').click()
  await page.getByRole('textbox', { name: 'Sites that may show it' }).fill(listed)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('The page is saved.')).toBeVisible()

  for (const language of ['en', 'de', 'ar']) {
    let bytes = 0
    const fresh = await browser.newContext({ baseURL, javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
    const look = await fresh.newPage()
    look.on('requestfinished', async (request) => void (bytes += (await request.sizes()).responseBodySize))
    await look.goto(`${address}/${language}`, { waitUntil: 'networkidle' })
    await expect(look.getByRole('heading', { level: 1 })).toBeVisible()
    expect(bytes, language).toBeGreaterThan(1_000)
    expect(bytes, language).toBeLessThanOrEqual(60_000)
    expect(await look.evaluate(() => document.documentElement.scrollWidth <= innerWidth), language).toBe(true)
    await fresh.close()
  }
  for (const path of [`${address}/en`, `${address}/ar`, `${address}/card`]) {
    await page.goto(path)
    expect((await new AxeBuilder({ page }).analyze()).violations, path).toEqual([])
  }

  const code = `<script src="${baseURL}/embed.js" data-clinic="${slug}" data-show="hours" async></script>`
  await siteWithCard(page, listed, code)
  await expect(page.frameLocator('iframe').getByRole('link', { name: /^More about/ })).toBeVisible()
  const refused = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'))
  await siteWithCard(page, other, code)
  await expect(page.locator('iframe')).toHaveCount(1)
  expect((await refused).text()).toContain('frame-ancestors')
  await expect(page.frameLocator('iframe').getByRole('link', { name: /^More about/ })).toHaveCount(0)
  await anybody.close()
})
