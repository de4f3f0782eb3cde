import { randomUUID } from 'node:crypto'
import { demoClinic } from './calendar.ts'
import { expect, test } from './journey.ts'

test('by the keyboard alone: a score, degrees of a joint, and a search that finds the note', async ({ enter }) => {
  const demo = await demoClinic('reception@riverside.example', 'riverside', 'Old Town')
  const patient = await demo.newPatient('Ida', `Q${randomUUID().slice(0, 6)}`)
  const page = await enter('doctor@riverside.example', `/riverside/patients/${patient}/chart`)

  await page.getByRole('button', { name: 'Add outcome measure' }).press('Enter')
  const measure = page.getByRole('dialog', { name: 'Add outcome measure' })
  await measure.getByRole('button', { name: /Measure$/ }).press('Enter')
  await page.keyboard.type('Depression')
  await page.keyboard.press('Enter')
  await measure.getByRole('radio').first().focus()
  await page.keyboard.type('110210100')
  await expect(measure.getByText('Score: 6 points')).toBeVisible()
  await measure.getByRole('textbox', { name: 'Note' }).focus()
  await page.keyboard.type('Nach der Übergabe')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Depression \(PHQ-9\) 6/ })).toBeVisible()

  await page.getByRole('button', { name: 'Add range of motion' }).press('Enter')
  const joint = page.getByRole('dialog', { name: 'Add range of motion' })
  await joint.getByRole('textbox', { name: 'flexion, Left' }).focus()
  await page.keyboard.type('150')
  await page.keyboard.press('Tab')
  await page.keyboard.type('165')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('row', { name: /Shoulder, flexion/ })).toContainText('150°')

  // the keyboard is back where it came from
  await expect(page.getByRole('button', { name: 'Add range of motion' })).toBeFocused()
  await page.getByRole('searchbox', { name: 'Search in the chart' }).focus()
  await page.keyboard.type('ubergabe')
  await expect(page.getByRole('list', { name: 'Search in the chart' }).locator('mark')).toHaveText('Übergabe')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('list', { name: 'Timeline' })).toContainText('Shoulder, flexion')
})
