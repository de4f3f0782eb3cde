import { expect } from '@playwright/test'
import { demoClinic } from './calendar.ts'
import { test } from './journey.ts'

/** Letters alone: digits would be searched as a number. */
const newName = () => Array.from(String(Date.now() % 1_000_000_000), (digit) => 'bdfghjklmn'[Number(digit)]).join('a')

const reception = 'reception@riverside.example'

test('two records of one person are compared, made one, led to by the old address, and taken apart again', async ({
  enter,
}) => {
  const family = newName()
  const demo = await demoClinic(reception, 'riverside', 'Old Town')
  const add = (given: string, more: object) =>
    demo.api.post<{ id: string }>('/api/v1/organizations/riverside/patients', {
      kind: 'human',
      givenName: given,
      familyName: family,
      birthDate: '1970-01-02',
      ...more,
    })
  const kept = await add('Marta', { contact: { phone: '+44 7700 900111' } })
  const other = await add('Martha', { memo: 'Comes with her sister.' })

  const page = await enter(reception, `/riverside/patients/${kept.id}`)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: /^Merge with another patient/ }).click()
  await page.getByRole('dialog').getByRole('combobox', { name: 'Patient' }).fill(`Martha ${family}`)
  await page.getByRole('option', { name: new RegExp(`Martha ${family}`) }).click()
  await page.getByRole('button', { name: 'Compare' }).click()

  await expect(page.getByRole('heading', { name: 'Merge two records' })).toBeVisible()
  await expect(
    page.getByRole('radiogroup', { name: 'Memo' }).getByRole('radio', { name: /Comes with her sister/ }),
  ).toBeChecked()
  await expect(page.getByRole('radiogroup', { name: 'Given name' }).getByRole('radio', { name: 'Marta' })).toBeChecked()
  await page.getByRole('radiogroup', { name: 'Given name' }).getByText('Martha').click()
  await page.getByRole('button', { name: 'Merge', exact: true }).click()

  await expect(page).toHaveURL(new RegExp(`/patients/${kept.id}$`))
  await expect(page.getByRole('heading', { level: 1, name: `Martha ${family}` })).toBeVisible()
  await expect(page.getByText('Comes with her sister.')).toBeVisible()

  await page.goto(`/riverside/patients/${other.id}`)
  await expect(page).toHaveURL(new RegExp(`/patients/${kept.id}$`))
  await page.getByRole('button', { name: `Undo: Martha ${family}` }).click()
  await expect(page.getByRole('heading', { level: 1, name: `Marta ${family}` })).toBeVisible()
  await page.goto(`/riverside/patients/${other.id}`)
  await expect(page.getByRole('heading', { level: 1, name: `Martha ${family}` })).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`/patients/${other.id}$`))
})

test('who is probably on file twice stands in a list, and somebody says that they are two', async ({ enter }) => {
  const page = await enter(reception, '/riverside/patients')
  await page.getByRole('button', { name: 'Manage', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Duplicates' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /^Duplicates/ })).toBeVisible()
  const pair = page.getByRole('listitem').filter({ hasText: 'Okonkwo' })
  await expect(pair).toContainText('Similar name')
  await expect(pair).toContainText('Same birth date')
  await pair.getByRole('button', { name: /^Not the same/ }).click()
  await expect(pair).toHaveCount(0)
})
