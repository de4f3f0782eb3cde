import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from './journey.ts'
import { linkIn, mailTo } from './mailbox.ts'
import { openOrganization } from './organization.ts'

test('an owner chooses a colour that can be read, letters and a letterhead; the mail, the slip, the page and the app bear them', async ({
  enter,
  browser,
  baseURL,
}) => {
  const organization = await openOrganization()
  const { slug, owner } = organization
  await owner.api.put(`/api/v1/organizations/${slug}/website`, { isPublic: true, embedOrigins: [] }, 1)
  const page = await enter(owner.email, `/${slug}/settings/brand`)
  const preview = page.getByRole('region', { name: 'Preview' })

  await page.getByRole('textbox', { name: 'Colour', exact: true }).fill('red;}body{display:none')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Write a colour as six digits')).toBeVisible()
  await page.getByRole('textbox', { name: 'Colour', exact: true }).fill('#ffb000')
  await expect(page.getByText('cannot be read on white')).toBeVisible()
  await page.getByRole('button', { name: /^Use #/ }).click()
  const accent = await page.getByRole('textbox', { name: 'Colour', exact: true }).inputValue()
  await page.getByRole('textbox', { name: 'Name of the sender' }).fill('House of Health')
  await page.getByRole('textbox', { name: 'Letterhead' }).fill('Register 12345')
  await page.getByRole('textbox', { name: 'Footer' }).fill('Ring twice')
  await page.getByRole('button', { name: /Letters/ }).click()
  await page.getByRole('option', { name: 'Serif', exact: true }).click()
  await expect(preview.getByText('Register 12345')).toHaveCount(2)
  for (const choice of ['Dark', 'Right to left']) {
    await preview.getByRole('radio', { name: choice }).click()
    expect((await new AxeBuilder({ page }).analyze()).violations, choice).toEqual([])
  }
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('The branding is saved.')).toBeVisible()
  await expect
    .poll(() => page.evaluate(() => document.documentElement.style.getPropertyValue('--accent')))
    .toContain(accent)

  await organization.book(120)
  const mail = await mailTo(organization.patient.email, /^Your visit at/)
  expect(mail).toMatchObject({ fromName: 'House of Health' })
  for (const said of [accent, 'Register 12345', 'Ring twice']) expect(mail.html).toContain(said)

  const plain = await browser.newContext({ baseURL, javaScriptEnabled: false })
  const theirs = await plain.newPage()
  await theirs.goto(linkIn(mail, '/visit/'))
  await expect(theirs.locator('html')).toHaveAttribute('style', new RegExp(`--accent:light-dark\\(${accent}`))
  await page.goto(linkIn(mail, '/visit/'))
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  const paper = theirs.waitForEvent('download')
  await theirs.getByRole('link', { name: /slip|print/i }).click()
  expect((await paper).suggestedFilename()).toMatch(/\.pdf$/)

  await theirs.goto(`/c/${slug}`)
  await expect(theirs.getByText('Ring twice')).toBeVisible()
  const drawn = await theirs.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent'))
  expect(drawn).toContain(accent)
  await page.goto(`/c/${slug}`)
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  const icon = await theirs.request.get(`/c/${slug}/icon`)
  expect(await icon.text()).toContain(accent)
  await plain.close()
})
