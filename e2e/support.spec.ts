import { expect, said, signInAsOperator, test } from './journey.ts'
import { linkIn, mailTo } from './mailbox.ts'
import { openOrganization } from './organization.ts'
import { expectNothingBroken } from './sweep.ts'

test('support is asked for, granted by the owner, used, seen in the owner’s log and ended; then its operator is nobody again', async ({
  page,
  elsewhere,
}) => {
  const { slug, name, owner, patient } = await openOrganization()
  await signInAsOperator(page)
  await page.goto(`/platform?search=${slug}`)
  await page.getByRole('row', { name: new RegExp(name) }).click()
  const panel = page.getByRole('complementary', { name })

  await panel.getByRole('button', { name: 'Ask for access' }).click()
  const asking = page.getByRole('dialog', { name: `Ask ${name} for access` })
  await asking.getByRole('button', { name: 'Ask for access' }).click()
  await expect(asking.getByRole('textbox', { name: 'Reason' })).toHaveAttribute('aria-invalid', 'true')
  await asking.getByRole('textbox', { name: 'Reason' }).fill('A name is drawn wrongly')
  await asking.getByText('Settings and records').click()
  await expectNothingBroken(page, ['region'])
  await asking.getByRole('button', { name: 'Ask for access' }).click()
  await expect(said(page, `${name} has been asked.`)).toBeVisible()
  await expect(panel.getByText('Waits for an answer')).toBeVisible()
  await page.goto(`/${slug}/today`)
  await expect(page.getByText('A name is drawn wrongly')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Open the organization' })).toHaveCount(0)

  const link = linkIn(await mailTo(owner.email, /^Support asks to be let in/), `/${slug}/settings/support`)
  const practice = await elsewhere(owner.email, `/${slug}/today`)
  await expect(practice.getByText('Robin Keller of support asks to be let in')).toBeVisible()
  await expectNothingBroken(practice)
  await practice.goto(link)
  const asked = practice.getByRole('main').getByRole('listitem').filter({ hasText: 'A name is drawn wrongly' })
  await asked.getByRole('button', { name: 'Let in' }).click()
  const granting = practice.getByRole('dialog', { name: 'Let Robin Keller in?' })
  await expectNothingBroken(practice, ['region'])
  await granting.getByRole('button', { name: 'Let in' }).click()
  await expect(said(practice, 'Robin Keller is let in.')).toBeVisible()
  await expect(asked.getByText('Open', { exact: true })).toBeVisible()

  await page.goto(`/platform?search=${slug}`)
  await page.getByRole('row', { name: new RegExp(name) }).click()
  await panel.getByRole('button', { name: 'Open the organization' }).click()
  await expect(
    page.getByText(new RegExp(`You are here as support, on behalf of ${name}, until .*, to look only`)),
  ).toBeVisible()
  await page.goto(`/${slug}/patients/${patient.id}`)
  await expect(page.getByRole('heading', { name: patient.name })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Edit' })).toHaveCount(0)
  await expectNothingBroken(page)

  await practice.goto(`/${slug}/settings/security-log`)
  const look = practice.getByRole('main').getByRole('listitem').filter({ hasText: 'Support: Robin Keller' })
  await expect(look.filter({ hasText: patient.name }).first()).toContainText('A name is drawn wrongly')
  await expect(practice.getByText(/Robin Keller of support is here until/)).toBeVisible()
  await practice.getByRole('button', { name: 'End', exact: true }).first().click()
  await expect(said(practice, 'Robin Keller is out again.')).toBeVisible()

  await page.reload()
  await expect(page.getByRole('heading', { name: patient.name })).toHaveCount(0)
  await expect(page.getByText(/You are here as support/)).toHaveCount(0)
  await page.goto('/platform/log')
  const logged = page.getByRole('main').getByRole('listitem').filter({ hasText: name })
  await expect(logged.filter({ hasText: 'Ended support' })).toContainText('The organization')
  await expect(logged.filter({ hasText: 'Asked to be let in' })).toContainText('Robin Keller')
})
