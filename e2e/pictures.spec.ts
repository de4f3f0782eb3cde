import type { Page } from '@playwright/test'
import { expect, said, test } from './journey.ts'
import { openOrganization } from './organization.ts'
import { expectNothingBroken } from './sweep.ts'

/** A photo whose left half is red and whose right one is blue. */
async function halves(page: Page): Promise<Buffer> {
  const drawn = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 800
    canvas.height = 400
    const pen = canvas.getContext('2d')!
    pen.fillStyle = 'red'
    pen.fillRect(0, 0, 400, 400)
    pen.fillStyle = 'blue'
    pen.fillRect(400, 0, 400, 400)
    return canvas.toDataURL('image/png')
  })
  return Buffer.from(drawn.split(',')[1] ?? '', 'base64')
}

/** What stands in the middle of a picture that the page has read: its side in pixels, and how red and how blue it is. */
const seen = (page: Page, selector: string) =>
  page.locator(selector).evaluate(async (image: HTMLImageElement) => {
    await image.decode()
    const canvas = document.createElement('canvas')
    const pen = canvas.getContext('2d')!
    pen.drawImage(image, 0, 0)
    const side = image.naturalWidth
    const [red = 0, , blue = 0] = pen.getImageData(side / 2, side / 2, 1, 1).data
    return { side, isRed: red > 200, isBlue: blue > 200 }
  })

test('a picture is chosen, its part by the keyboard alone, and stands wherever the patient does until it is removed', async ({
  page,
  enter,
}) => {
  const { slug, owner, patient } = await openOrganization()
  const home = `/${slug}/patients/${patient.id}`
  await enter(owner.email, home)
  await page.getByRole('button', { name: 'Add a picture' }).click()
  const dialog = page.getByRole('dialog', { name: 'Picture' })
  const input = dialog.locator('input[type=file]').first()
  await input.setInputFiles({ name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('no picture') })
  await expect(dialog.getByRole('alert')).toContainText('cannot be read')
  await input.setInputFiles({ name: 'halves.png', mimeType: 'image/png', buffer: await halves(page) })
  await dialog.getByRole('slider', { name: 'Enlarge' }).press('PageUp')
  await dialog.getByRole('slider', { name: 'Left to right' }).press('Home')
  await expectNothingBroken(page)
  await dialog.getByRole('button', { name: 'Use this part' }).press('Enter')
  await expect(said(page, 'The picture is shown now.')).toBeVisible()

  const head = `img[src*="/patients/${patient.id}/picture"]`
  expect(await seen(page, head)).toEqual({ side: 256, isRed: true, isBlue: false })
  const address = (await page.locator(head).getAttribute('src')) ?? ''
  await page.goto(`/${slug}/patients`)
  const small = '[role=row] img[src^="data:image/webp"]'
  await expect(page.locator(small)).toBeVisible()
  expect(await seen(page, small)).toEqual({ side: 64, isRed: true, isBlue: false })

  await page.goto(home)
  await page.getByRole('button', { name: 'Change the picture' }).click()
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByRole('button', { name: 'Add a picture' })).toBeVisible()
  expect((await page.request.get(address)).status()).toBe(404)
})
