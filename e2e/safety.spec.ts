import { readFile } from 'node:fs/promises'
import { appCode } from './authenticator.ts'
import { expect, said, test } from './journey.ts'
import { mailTo } from './mailbox.ts'
import { addColleague, newAddress, openAccount, openOrganization } from './organization.ts'
import { lineOf } from './slow-line.ts'
import { expectNothingBroken, floating } from './sweep.ts'

test('a patient of another clinic opens in an emergency, for a reason, until it is ended; the owner is told', async ({
  enter,
  elsewhere,
}) => {
  const organization = await openOrganization()
  const { slug, owner, patient } = organization
  await organization.book(120)
  const at = `/api/v1/organizations/${slug}`
  await owner.api.post(`${at}/subscription/trial`, { plan: 'pro' })
  const harbour = await owner.api.post<{ id: string }>(`${at}/clinics`, {
    name: 'Harbour',
    timeZone: organization.timeZone,
  })
  const doctor = await addColleague(organization, 'Dana Harbour', 'practitioner', [harbour.id])
  const chart = `/${slug}/patients/${patient.id}`

  const page = await enter(doctor.email, chart)
  await expect(page.getByText('This patient cannot be found')).toBeVisible()
  await page.goto(`/${slug}/patients?search=Winter`)
  await expect(page.getByText('Nobody matches “Winter”')).toBeVisible()
  await page.getByRole('button', { name: 'Emergency access' }).click()
  const dialog = page.getByRole('dialog', { name: 'Open a patient’s record in an emergency' })
  await expect(dialog.getByText('Martha Winter')).toBeVisible()
  const line = await lineOf(page, 'emergency-candidates')
  const who = dialog.getByRole('searchbox')
  line.breakBy('503')
  await who.fill('Winte')
  await expect(dialog.getByText('The search did not work.')).toBeVisible()
  await expect(dialog.getByText(/^Nobody matches|Martha/)).toHaveCount(0)
  line.breakBy('none')
  line.hold('Winte')
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await who.fill('Summer')
  await expect(dialog.getByText('Nobody matches “Summer”')).toBeVisible()
  line.letGo('Winte')
  await expect(dialog.getByText('Martha Winter')).toHaveCount(0)
  await who.fill('Winter')
  await dialog.getByText('Martha Winter').click()
  await expectNothingBroken(page, floating)
  await dialog.getByRole('textbox', { name: 'Why it cannot wait' }).fill('Unconscious at the door, allergies unknown')
  await dialog.getByRole('button', { name: 'Open for 60 minutes' }).click()

  await expect(page.getByRole('heading', { name: 'Martha Winter' })).toBeVisible()
  const banner = page.getByText(/^Emergency access: .* left$/)
  await expect(banner).toBeVisible()
  await expect(page.getByRole('grid', { name: 'Coming' }).getByText('Consultation')).toBeVisible()
  await expectNothingBroken(page)
  const other = await elsewhere(doctor.email, chart)
  await expect(other.getByText(/^Emergency access: .* left$/)).toBeVisible()

  const log = await elsewhere(owner.email, `/${slug}/settings/security-log`)
  await log.getByRole('tab', { name: 'Emergency accesses' }).click()
  const entry = log.getByRole('listitem').filter({ hasText: 'Dana Harbour' })
  await expect(entry).toContainText('Martha Winter')
  await expect(entry).toContainText('Unconscious at the door, allergies unknown')
  await expect(entry).toContainText('Open now')
  await expectNothingBroken(log)
  const mail = await mailTo(owner.email, /opened in an emergency/)
  expect(mail.text).toContain('Dana Harbour')
  expect(mail.text).not.toContain('Winter')

  await page.getByRole('button', { name: 'End now' }).click()
  await expect(said(page, 'The emergency access has ended.')).toBeVisible()
  await expect(page.getByText('Martha Winter')).toBeHidden()
  for (const closed of [page, other]) {
    await closed.goto(chart)
    await expect(closed.getByText('This patient cannot be found')).toBeVisible()
  }
  await log.reload()
  await expect(entry).toBeVisible()
  await expect(entry).not.toContainText('Open now')
})

test('clinical roles asked for a second factor are stopped by a calm page, set one up from there and come in', async ({
  enter,
  elsewhere,
}) => {
  const organization = await openOrganization()
  const nurse = await addColleague(organization, 'Nora Ward', 'nurse')
  const today = `/${organization.slug}/today`
  const page = await enter(nurse.email, today)
  await expect(page.getByRole('heading', { name: 'Today', exact: true })).toBeVisible()

  const owner = await elsewhere(organization.owner.email, `/${organization.slug}/settings/security`)
  await owner.getByRole('button', { name: 'Clinical roles' }).click()
  await expect(owner.getByText('1 person has no second factor yet')).toBeVisible()
  await expectNothingBroken(owner)
  await owner.getByRole('button', { name: 'Save' }).click()
  await expect(said(owner, 'Saved')).toBeVisible()

  await page.goto(today)
  await expect(page.getByRole('heading', { name: `${organization.name} asks for a second factor` })).toBeVisible()
  await expectNothingBroken(page)
  await page.getByRole('link', { name: 'Set it up' }).click()
  await page.getByRole('button', { name: 'Set up' }).click()
  const setUp = page.getByRole('dialog', { name: 'Set up' })
  const key = (await setUp.locator('code').textContent()) ?? ''
  await setUp.getByRole('textbox', { name: 'The six digits that it shows now' }).fill(appCode(key))
  const kept = page.getByRole('dialog', { name: 'Recovery codes' })
  await kept.getByRole('checkbox', { name: 'I have kept them' }).check({ force: true })
  await kept.getByRole('button', { name: 'Done' }).click()
  await page.goto(today)
  await expect(page.getByRole('heading', { name: 'Today', exact: true })).toBeVisible()
})

test('an owner sees with a receptionist’s eyes: none of the owner’s settings, no change, and back with one action', async ({
  enter,
}) => {
  const organization = await openOrganization()
  const page = await enter(organization.owner.email, `/${organization.slug}/settings/roles`)
  const settings = page.getByRole('navigation', { name: 'Settings' })
  await expect(settings.getByRole('link', { name: 'Plan', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Actions for Receptionist' }).click()
  await page.getByRole('menuitem', { name: /View as this role/ }).click()
  await expect(page.getByText('You see Polyclinic as Receptionist. Nothing can be changed.')).toBeVisible()
  await expectNothingBroken(page)
  await page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name: 'Settings' }).click()
  await expect(settings.getByRole('link', { name: 'Members' })).toBeVisible()
  for (const name of ['Sign-in rules', 'Plan', 'Connections', 'Clinics'])
    await expect(settings.getByRole('link', { name, exact: true })).toHaveCount(0)
  await page.goto(`/${organization.slug}/settings/security`)
  await expect(page.getByText('Your role does not allow this.', { exact: false })).toBeVisible()

  await page.goto(`/${organization.slug}/patients?new=patient`)
  const panel = page.getByRole('complementary', { name: 'New patient' })
  await panel.getByRole('textbox', { name: 'Given name' }).fill('Ada')
  await panel.getByRole('textbox', { name: 'Family name' }).fill('Preview')
  await panel.getByRole('button', { name: 'Add patient' }).click()
  await expect(panel.getByText('In the preview of a role nothing can be changed.', { exact: false })).toBeVisible()
  await page.goto(`/${organization.slug}/patients?search=Preview`)
  await expect(page.getByText('Nobody matches “Preview”')).toBeVisible()

  await page.getByRole('button', { name: 'End preview' }).click()
  await expect(page.getByRole('button', { name: 'Actions for Receptionist' })).toBeVisible()
  await expect(settings.getByRole('link', { name: 'Plan', exact: true })).toBeVisible()
})

test('a patient connects the record with the code that the clinic’s address gets, until the desk ends it', async ({
  enter,
  elsewhere,
}) => {
  const organization = await openOrganization()
  const { slug, patient } = organization
  const account = await openAccount('Martha At Home', newAddress('home'))
  const page = await enter(account.email, `/claim/${slug}`)
  await page.getByRole('textbox', { name: 'E-mail' }).fill(patient.email)
  await page.getByRole('button', { name: 'Send me a code' }).click()
  const digits = page.getByRole('textbox', { name: 'Code of six digits' })
  await expect(digits).toBeVisible()
  await expectNothingBroken(page)
  const { text } = await mailTo(patient.email, /^Your code for/)
  await digits.fill(/\b\d{3} ?\d{3}\b/.exec(text)?.[0] ?? '')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(page.getByText('This record is now connected to your account.')).toBeVisible()
  await expectNothingBroken(page)
  await page.getByRole('link', { name: 'To my account' }).click()
  await expect(page).toHaveURL(/\/account\/records$/)
  await expect(page.getByText('Martha Winter')).toBeVisible()
  await expectNothingBroken(page)

  const desk = await elsewhere(organization.owner.email, `/${slug}/patients/${patient.id}`)
  const access = desk.getByRole('list', { name: 'Patient access' })
  await expect(access).toContainText('Martha At Home')
  await expectNothingBroken(desk)
  await access.getByRole('button', { name: 'Actions for Martha At Home' }).click()
  await desk.getByRole('menuitem', { name: 'End access' }).click()
  await desk.getByRole('alertdialog').getByRole('button', { name: 'End access' }).click()
  await expect(said(desk, 'Martha At Home no longer sees this record.')).toBeVisible()
  await expect(desk.getByText('Nobody but the clinic sees this record.', { exact: false })).toBeVisible()
  await page.reload()
  await expect(page.getByText('No record is connected')).toBeVisible()
  await expect(page.getByText('Martha Winter')).toBeHidden()
})

test('who may do what is reviewed, member by member, and taken along as a table', async ({ enter }) => {
  const organization = await openOrganization()
  const desk = await addColleague(organization, 'Rita Review', 'receptionist')
  const page = await enter(organization.owner.email, `/${organization.slug}/settings/access-review`)
  await page.getByText('Rita Review').click()
  await expect(page.getByRole('complementary', { name: 'Rita Review' })).toBeVisible()
  await expectNothingBroken(page)
  const arriving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  const file = await arriving
  expect(file.suggestedFilename()).toMatch(/\.csv$/)
  const table = await readFile(await file.path(), 'utf8')
  for (const email of [organization.owner.email, desk.email]) expect(table).toContain(email)
  await expect(said(page, file.suggestedFilename())).toBeVisible()
})
