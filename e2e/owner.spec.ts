import { demoPassword } from './api.ts'
import { effortOn } from './effort.ts'
import { expect, said, test } from './journey.ts'
import { linkIn, mailTo } from './mailbox.ts'
import { newAddress, openOrganization } from './organization.ts'

test('from signing up to the first booked visit takes at most 12 required fields and 25 actions, and the patient can cancel without a script', async ({
  page,
  browser,
  baseURL,
}) => {
  const effort = effortOn(page)
  const [owner, colleague, patient] = [newAddress('olive'), newAddress('carl'), newAddress('martha')]
  await page.goto('/sign-up')

  await effort.meet('Create your account')
  await effort.fill(page.getByRole('textbox', { name: 'Your name' }), 'Olive Field')
  await effort.fill(page.getByRole('textbox', { name: 'E-mail' }), owner)
  await effort.fill(page.getByRole('textbox', { name: 'Password' }), demoPassword)
  await effort.press(page.getByRole('button', { name: 'Create account' }))
  await expect(page.getByRole('heading', { name: 'Look into your mailbox' })).toBeVisible()

  await effort.open(linkIn(await mailTo(owner, /confirm your e-mail/i), '/api/auth/verify-email'))
  await effort.press(page.getByRole('link', { name: 'Go on' }))

  await effort.meet('New practice')
  await effort.fill(page.getByRole('textbox', { name: 'Name of the practice' }), `Field Practice ${owner.slice(6, 10)}`)
  await effort.press(page.getByRole('button', { name: 'Create practice' }))

  await effort.meet('Where do you treat?')
  await effort.press(page.getByRole('button', { name: 'Continue' }))
  await effort.meet('Who treats, and when?')
  await effort.press(page.getByRole('button', { name: 'Continue' }))

  await effort.meet('Who works with you?')
  await effort.fill(page.getByRole('textbox', { name: 'E-mail of your colleague' }), colleague)
  await effort.press(page.getByRole('button', { name: 'Send invitation' }))

  await effort.meet('What is booked most often?')
  await effort.press(page.getByRole('button', { name: 'Continue' }))

  await effort.meet('New patient')
  await effort.fill(page.getByRole('textbox', { name: 'Given name' }), 'Martha')
  await effort.fill(page.getByRole('textbox', { name: 'E-mail' }), patient)
  await effort.press(page.getByRole('button', { name: 'Add patient' }))

  await effort.meet('When do they come?')
  await effort.press(page.getByRole('button', { name: 'Book visit' }))
  await expect(page.getByRole('button', { name: /^Martha, Consultation/ })).toBeVisible()

  test.info().annotations.push({
    type: 'effort',
    description: `${effort.requiredFields} required fields, ${effort.actions} actions`,
  })
  process.stdout.write(
    `first visit booked with ${effort.requiredFields} required fields and ${effort.actions} actions\n`,
  )
  expect(effort.requiredFields).toBeLessThanOrEqual(12)
  expect(effort.actions).toBeLessThanOrEqual(25)

  const mail = await mailTo(patient, /^Your visit at/)
  expect(mail.calendar?.method).toBe('REQUEST')
  expect(mail.calendar?.content).toContain('BEGIN:VEVENT')

  const plain = await browser.newContext({ javaScriptEnabled: false, baseURL })
  const appointment = await plain.newPage()
  await appointment.goto(linkIn(mail, '/visit/'))
  await expect(appointment.getByRole('heading', { name: 'Your visit is booked' })).toBeVisible()
  await appointment.getByRole('link', { name: 'Cancel visit' }).click()
  await appointment.getByRole('button', { name: 'Cancel visit' }).click()
  await expect(appointment.getByRole('heading', { name: 'Your visit is cancelled' })).toBeVisible()
  await plain.close()

  await mailTo(patient, /is cancelled$/)
  await expect(page.getByRole('button', { name: /^Martha, Consultation/ })).toBeHidden()
})

test('an invited colleague makes an account of their own and works with the role that was chosen', async ({
  enter,
  browser,
  baseURL,
}) => {
  const organization = await openOrganization()
  const page = await enter(organization.owner.email, `/${organization.slug}/settings/members`)
  const colleague = newAddress('nora')
  await page.getByRole('button', { name: 'Invite a colleague' }).click()
  await page.getByRole('textbox', { name: 'E-mail' }).fill(colleague)
  await page.getByRole('button', { name: 'Role' }).click()
  await page.getByRole('option', { name: /^Nurse/ }).click()
  await page.getByRole('button', { name: 'Send invitation' }).click()
  await expect(said(page, colleague)).toBeVisible()

  const theirs = await browser.newContext({ baseURL, locale: 'en-GB' })
  const desk = await theirs.newPage()
  await desk.goto(linkIn(await mailTo(colleague, /invites you$/), '/invitations/'))
  await desk.getByRole('link', { name: 'Create an account' }).click()
  await desk.getByRole('textbox', { name: 'Your name' }).fill('Nora Bell')
  await expect(desk.getByRole('textbox', { name: 'E-mail' })).toHaveValue(colleague)
  await desk.getByRole('textbox', { name: 'Password' }).fill(demoPassword)
  await desk.getByRole('button', { name: 'Create account' }).click()
  await expect(desk.getByRole('heading', { name: 'Look into your mailbox' })).toBeVisible()
  await desk.goto(linkIn(await mailTo(colleague, /confirm your e-mail/i), '/api/auth/verify-email'))
  await desk.getByRole('link', { name: 'Go on' }).click()
  await desk.getByRole('button', { name: `Join ${organization.name}` }).click()
  await expect(desk.getByRole('heading', { name: 'Today', exact: true })).toBeVisible()
  await theirs.close()

  await page.reload()
  const row = page.getByRole('row', { name: /Nora Bell/ })
  await expect(row).toContainText('Nurse')
})

test('a role is copied, its ticks are changed, and it may do what they say', async ({ enter }) => {
  const organization = await openOrganization()
  const page = await enter(organization.owner.email, `/${organization.slug}/settings/roles`)
  await page.getByRole('button', { name: 'Actions for Receptionist' }).click()
  await page.getByRole('menuitem', { name: 'Copy', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Copy of Receptionist' })
  await dialog.getByRole('textbox', { name: 'Name of the role' }).fill('Front desk lead')
  await dialog.getByText('Book over another visit').click()
  await dialog.getByText('See messages to patients').click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('row', { name: /Front desk lead/ }).click()
  const again = page.getByRole('dialog', { name: 'Front desk lead' })
  await expect(again.getByRole('checkbox', { name: 'Book over another visit' })).toBeChecked()
  await expect(again.getByRole('checkbox', { name: 'See messages to patients' })).not.toBeChecked()
})

test('what a release brought is offered to a copied role, taken once, and not asked again', async ({ enter }) => {
  const page = await enter('owner@meadow.example', '/meadow/settings/roles')
  const settings = page.getByRole('navigation', { name: 'Settings' })
  await expect(page.getByRole('heading', { name: 'New since these roles were made' })).toBeVisible()
  await expect(settings.getByRole('link', { name: 'New permissions to decide about' })).toBeVisible()
  await page.getByRole('button', { name: 'Take for Evening desk: See messages to owners' }).click()
  await expect(said(page, 'Decided.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'New since these roles were made' })).toHaveCount(0)
  await expect(settings.getByRole('link', { name: 'New permissions to decide about' })).toHaveCount(0)
  await page.getByRole('row', { name: /Evening desk/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Evening desk' })
  await expect(dialog.getByRole('checkbox', { name: 'See messages to owners' })).toBeChecked()
})

test('an accountant comes in where there is something for them, and is shown no patient', async ({ enter }) => {
  const page = await enter('accountant@riverside.example', '/riverside/today')
  await expect(page.getByRole('heading', { name: 'Members', exact: true })).toBeVisible()
  const rooms = page.getByRole('navigation', { name: 'Main navigation' })
  await expect(rooms.getByRole('link', { name: 'Settings' })).toBeVisible()
  for (const name of ['Patients', 'Calendar', 'Today'])
    await expect(rooms.getByRole('link', { name, exact: true })).toHaveCount(0)
})
