import { readFileSync } from 'node:fs'
import { demoPassword } from './api.ts'
import { expect, test } from './journey.ts'
import { linkIn, mailTo } from './mailbox.ts'
import { newAddress } from './organization.ts'

const catalogues = {
  factors: 'features/factors',
  identity: 'features/identity',
  organizations: 'features/organizations',
  patients: 'features/patients',
  kit: 'kit',
  setup: 'pages/staff',
}

type Texts = { [key: string]: string | Texts }

/** The name of a control as the screens say it in a language: `named('setup', 'setup.next')`. */
function namesIn(language: 'en' | 'de' | 'ar') {
  const catalogue = (folder: string) =>
    JSON.parse(readFileSync(new URL(`../web/src/${folder}/locales/${language}.json`, import.meta.url), 'utf8')) as Texts
  return (from: keyof typeof catalogues, key: string) => {
    const found = key.split('.').reduce<Texts[string]>((texts, part) => {
      const inner = typeof texts === 'string' ? undefined : texts[part]
      if (inner === undefined) throw new Error(`no text ${from}:${key}`)
      return inner
    }, catalogue(catalogues[from]))
    return { name: found as string, exact: true }
  }
}

for (const { country, language, locale, zone, subject, sentences } of [
  {
    country: 'the United States',
    language: 'en',
    locale: 'en-US',
    zone: 'America/New_York',
    subject: /^Your visit at/,
    sentences: ['Hello Mina Roe,', / at \d+:\d\d [AP]M/],
  },
  {
    country: 'Germany',
    language: 'de',
    locale: 'de-DE',
    zone: 'Europe/Berlin',
    subject: /^Ihr Termin bei/,
    sentences: ['Guten Tag Mina Roe,', / um \d\d:\d\d Uhr/],
  },
  {
    country: 'Egypt',
    language: 'ar',
    locale: 'ar-EG',
    zone: 'Africa/Cairo',
    subject: /^موعدك لدى/,
    sentences: ['مرحبًا Mina Roe،', /[٠-٩]+:[٠-٩]+ [صم]/],
  },
] as const)
  test(`a practice in ${country} comes from signing up to its first mail in its own language and clock`, async ({
    browser,
    baseURL,
  }) => {
    const named = namesIn(language)
    const context = await browser.newContext({ baseURL, locale, timezoneId: zone })
    const page = await context.newPage()
    const press = (key: string) => page.getByRole('button', named('setup', key)).click()
    const [owner, patient] = [newAddress('olive'), newAddress('mina')]

    await page.goto('/sign-up')
    await expect(page.getByRole('document')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr')
    await page.getByRole('textbox', named('identity', 'field.name')).fill('Olive Field')
    await page.getByRole('textbox', named('identity', 'field.email')).fill(owner)
    await page.getByRole('textbox', named('factors', 'field.password')).fill(demoPassword)
    await page.getByRole('button', named('factors', 'signUp.action')).click()
    await expect(page.getByRole('heading', named('factors', 'verify.title.waiting'))).toBeVisible()
    await page.goto(linkIn(await mailTo(owner, /./), '/api/auth/verify-email'))
    await page.getByRole('link', named('factors', 'verify.goOn')).click()

    await page
      .getByRole('textbox', named('organizations', 'field.organizationName'))
      .fill(`Field ${language} ${owner.slice(6, 14)}`)
    await page.getByRole('button', named('organizations', 'new.action')).click()
    for (const step of ['clinic', 'hours'] as const) {
      await expect(page.getByRole('heading', named('setup', `setup.title.${step}`))).toBeVisible()
      await press('setup.next')
    }
    await expect(page.getByRole('heading', named('setup', 'setup.title.colleague'))).toBeVisible()
    await press('setup.skip')
    await expect(page.getByRole('heading', named('setup', 'setup.title.service'))).toBeVisible()
    // What is done can be gone back to, by the screen and by the browser, and is changed and not made twice.
    for (const title of ['colleague', 'hours', 'clinic'] as const) {
      await page.getByRole('button', named('kit', 'action.back')).click()
      await expect(page.getByRole('heading', named('setup', `setup.title.${title}`))).toBeVisible()
    }
    await page.getByRole('textbox', named('setup', 'setup.clinicName')).fill('Harbour')
    await press('setup.next')
    await expect(page.getByRole('heading', named('setup', 'setup.title.hours'))).toBeVisible()
    await page.goBack()
    await expect(page.getByRole('textbox', named('setup', 'setup.clinicName'))).toHaveValue('Harbour')
    await page.getByRole('button', { name: new RegExp(named('setup', 'setup.step.colleague').name) }).click()
    await press('setup.skip')
    await press('setup.next')
    await page.getByRole('textbox', named('patients', 'field.givenName')).fill('Mina')
    await page.getByRole('textbox', named('patients', 'field.familyName')).fill('Roe')
    await page.getByRole('textbox', named('patients', 'field.email')).fill(patient)
    await page.getByRole('button', named('patients', 'addPatient')).click()
    await press('setup.book')
    await expect(page.getByRole('button', { name: /^Mina Roe/ })).toBeVisible()
    await context.close()

    const mail = await mailTo(patient, subject)
    for (const sentence of sentences) expect(mail.text).toMatch(sentence)
    expect(mail.html).toContain(`dir="${language === 'ar' ? 'rtl' : 'ltr'}"`)
  })
