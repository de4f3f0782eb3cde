import { randomInt } from 'node:crypto'
import { demoClinic } from './calendar.ts'
import { expect, said, test } from './journey.ts'
import { expectNothingBroken } from './sweep.ts'

const owner = 'owner@riverside.example'

test('what somebody asks is written down and answered; a hold keeps the record, and once it is lifted nothing of it is found', async ({
  enter,
}) => {
  const family = Array.from({ length: 9 }, () => 'bdfghklmnprst'[randomInt(13)]).join('')
  const name = `Iris ${family}`
  const demo = await demoClinic(owner, 'riverside', 'Old Town')
  const patient = await demo.newPatient('Iris', family)

  const page = await enter(owner, `/riverside/patients/${patient}`)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: /^Rights and record/ }).click()
  await expect(page.getByRole('heading', { name: 'Rights and record' })).toBeVisible()
  await page.getByRole('button', { name: 'New request' }).click()
  const request = page.getByRole('dialog', { name: 'New request' })
  await request.getByRole('textbox', { name: 'What is wrong' }).fill('The street')
  await request.getByRole('button', { name: 'Write down' }).click()
  await expect(request.getByRole('textbox', { name: 'What is right' })).toHaveAttribute('aria-invalid', 'true')
  await request.getByRole('textbox', { name: 'What is right' }).fill('31 Harbour Road')
  await expectNothingBroken(page, ['region'])
  await request.getByRole('button', { name: 'Write down' }).click()
  await page.getByRole('button', { name: 'Answer' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Answer' }).click()
  await expect(page.getByText('Accepted', { exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'Put on hold' }).click()
  const hold = page.getByRole('dialog', { name: 'Put on hold' })
  await hold.getByRole('textbox', { name: 'Reason' }).fill('Claim of the insurer')
  await hold.getByRole('button', { name: 'Put on hold' }).click()
  const erase = page.getByRole('button', { name: 'Erase' })
  await expect(erase).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('button', { name: 'Lift the hold' }).click()
  const lift = page.getByRole('dialog', { name: 'Lift the hold' })
  await lift.getByRole('textbox', { name: 'Reason' }).fill('Settled')
  await lift.getByRole('button', { name: 'Lift the hold' }).click()
  await expectNothingBroken(page)

  await erase.click()
  const asked = page.getByRole('dialog', { name: `Erase ${name}?` })
  await asked.getByRole('textbox', { name: /To go on/ }).fill('Iris')
  await asked.getByRole('button', { name: 'Erase' }).click()
  await expect(asked.getByText('This is not the name.')).toBeVisible()
  await asked.getByRole('textbox', { name: /To go on/ }).fill(name)
  await asked.getByRole('button', { name: 'Erase' }).click()
  await expect(said(page, 'The record is erased.')).toBeVisible()

  await page.goto(`/riverside/patients?search=${family}`)
  await expect(page.getByText(`Nobody matches “${family}”`)).toBeVisible()
  await page.goto(`/riverside/patients/${patient}`)
  await expect(page.getByText(name)).toHaveCount(0)
})
