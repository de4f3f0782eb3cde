import { expect, test } from './journey.ts'
import { openOrganization } from './organization.ts'

test('thirty pictures from a phone appear at the desk by themselves, and its code is of no use to a second phone', async ({
  page,
  enter,
  browser,
}) => {
  const { slug, owner, patient } = await openOrganization()
  await enter(owner.email, `/${slug}/patients/${patient.id}/chart`)
  const shown = page.waitForResponse(/\/phone-links$/)
  await page.getByRole('button', { name: 'From a phone', exact: true }).click()
  await expect(page.getByRole('img', { name: 'Code for a phone' })).toBeVisible()
  const { token } = (await (await shown).json()) as { token: string }
  const address = `${new URL(page.url()).origin}/phone/${slug}#${token}`

  const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-GB' })
  const holding = await phone.newPage()
  await holding.goto(address)
  await holding.getByRole('button', { name: 'Begin' }).click()
  await expect(holding.getByRole('heading', { name: 'Pictures for M W' })).toBeVisible()
  const drawn = await holding.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 40
    canvas.getContext('2d')?.fillRect(5, 5, 20, 20)
    return canvas.toDataURL('image/png')
  })
  const content = Buffer.from(drawn.split(',')[1] ?? '', 'base64')
  const chosen = Array.from({ length: 30 }, (_, at) => ({ name: `${at}.png`, mimeType: 'image/png', buffer: content }))
  const choosing = holding.waitForEvent('filechooser')
  await holding.getByRole('button', { name: 'Choose pictures' }).click()
  await (await choosing).setFiles(chosen)
  await expect(holding.getByText('30 sent, 0 left')).toBeVisible()

  const second = await phone.newPage()
  await second.goto(address)
  await second.getByRole('button', { name: 'Begin' }).click()
  await expect(second.getByText('This code was used or has ended')).toBeVisible()
  await phone.close()

  await page.getByRole('button', { name: 'End the code' }).click()
  await expect(page.getByRole('button', { name: /^Picture: / })).toHaveCount(24)
  await page.getByRole('button', { name: 'Show older' }).click()
  await expect(page.getByRole('button', { name: /^Picture: / })).toHaveCount(30)
})
