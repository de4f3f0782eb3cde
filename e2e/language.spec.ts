import { expect, signIn, speak, test } from './journey.ts'
import { openOrganization } from './organization.ts'

test('the language is changed in two presses, turns the page around where it is written so, and stays', async ({
  enter,
}) => {
  const organization = await openOrganization()
  const page = await enter(organization.owner.email, `/${organization.slug}/today`)
  const today = { Deutsch: 'Heute', العربية: 'اليوم', English: 'Today' } as const
  for (const language of ['Deutsch', 'العربية', 'English'] as const) {
    await speak(page, language)
    await expect(page.getByRole('heading', { name: today[language], level: 1 })).toBeVisible()
    await expect(page.getByRole('document')).toHaveAttribute('dir', language === 'العربية' ? 'rtl' : 'ltr')
    await page.reload()
    await expect(page.getByRole('heading', { name: today[language], level: 1 })).toBeVisible()
  }
})

test('whoever is not signed in chooses a language as well', async ({ page }) => {
  await page.goto('/sign-in')
  await speak(page, 'العربية')
  await expect(page.getByRole('document')).toHaveAttribute('lang', 'ar')
  await expect(page.getByRole('document')).toHaveAttribute('dir', 'rtl')
  await page.reload()
  await expect(page.getByRole('document')).toHaveAttribute('dir', 'rtl')
})

test('an account is spoken to in its own language in a browser that it never used', async ({ page }) => {
  await page.goto('/sign-in')
  await signIn(page, 'physio@northgate.example')
  await expect(page.getByRole('heading', { name: 'Heute', level: 1 })).toBeVisible()
  await expect(page.getByRole('document')).toHaveAttribute('lang', 'de')
})
