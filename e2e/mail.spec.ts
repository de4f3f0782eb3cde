import { expect, said, test } from './journey.ts'
import { linkIn, mailTo } from './mailbox.ts'
import { openOrganization } from './organization.ts'

test('whoever has no e-mail is not told, and the desk knows whom to call: before and at the moment of the act', async ({
  enter,
}) => {
  const organization = await openOrganization()
  const at = `/api/v1/organizations/${organization.slug}`
  const contact = { phone: '020 7946 0018' }
  const patient = await organization.owner.api.post<{ id: string }>(`${at}/patients`, {
    kind: 'human',
    givenName: 'Silvia',
    contact,
  })
  const appointment = await organization.book(120, patient.id)
  const page = await enter(organization.owner.email, `/${organization.slug}/today?visit=${appointment.id}`)
  const panel = page.getByRole('complementary', { name: 'Silvia' })
  await panel.getByRole('button', { name: /^More/ }).click()
  await page.getByRole('menuitem', { name: 'Cancel visit' }).click()
  const dialog = page.getByRole('dialog', { name: 'Cancel this visit?' })
  const notify = dialog.getByRole('checkbox', { name: 'Tell the patient by e-mail' })
  await expect(notify).toBeDisabled()
  await expect(notify).not.toBeChecked()
  await expect(dialog).toContainText(/Call Silvia: .*7946 0018/)
  await dialog.getByText('The clinic', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Cancel visit' }).click()
  await expect(said(page, /Call Silvia: .*7946 0018/)).toBeVisible()
})

test('a cancellation says who is told, and what was sent stands with the visit', async ({ enter }) => {
  const organization = await openOrganization()
  const appointment = await organization.book(120)
  const page = await enter(organization.owner.email, `/${organization.slug}/today?visit=${appointment.id}`)
  const panel = page.getByRole('complementary', { name: organization.patient.name })
  await panel.getByRole('button', { name: /^More/ }).click()
  await page.getByRole('menuitem', { name: 'Cancel visit' }).click()
  const dialog = page.getByRole('dialog', { name: 'Cancel this visit?' })
  await expect(dialog).toContainText(/To Martha Winter \(m…@/)
  await dialog.getByText('The clinic', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Cancel visit' }).click()
  await expect(said(page, 'Martha Winter will be told by e-mail.')).toBeVisible()
  await mailTo(organization.patient.email, /is cancelled$/)
  await expect(panel.getByRole('region', { name: 'Messages' })).toContainText('Cancellation')
})

test('the patient confirms from the mail, without a script, and the desk sees it', async ({
  enter,
  browser,
  baseURL,
}) => {
  const organization = await openOrganization()
  const appointment = await organization.book(120)
  const link = linkIn(await mailTo(organization.patient.email, /^Your visit at/), '/visit/')
  const page = await enter(organization.owner.email, `/${organization.slug}/today?visit=${appointment.id}`)
  const panel = page.getByRole('complementary', { name: organization.patient.name })
  await expect(panel.getByText('Not confirmed').first()).toBeVisible()

  const plain = await browser.newContext({ javaScriptEnabled: false, baseURL })
  const theirs = await plain.newPage()
  await theirs.goto(link)
  await theirs.getByRole('button', { name: 'Confirm visit' }).click()
  for (let looks = 0; looks < 2; looks++) {
    await expect(theirs.getByRole('heading', { name: 'Your visit is confirmed' })).toBeVisible()
    await expect(theirs.getByRole('button', { name: 'Confirm visit' })).toHaveCount(0)
    await theirs.reload()
  }
  await plain.close()
  await expect(panel.getByText('Confirmed', { exact: true }).first()).toBeVisible()
})
