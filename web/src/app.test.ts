import i18next from 'i18next'
import { expect, test } from 'vitest'
import { languages } from '@polyclinic/contract/kit/language.ts'
import { permissionsOf } from '@polyclinic/contract/kit/permission.ts'
import { features } from './app.ts'
import { hrefOf } from './kit/screen/feature.ts'
import { startTexts } from './kit/texts/i18n.ts'
import { refusesTheRest } from './testing/answers.ts'
import { drawn } from './testing/drawn.tsx'
import { memberOf } from './testing/people.ts'

const settings = features.flatMap(({ settings: own = [] }) => own)
const closed = 'This page is not for your role'
const everything = permissionsOf('owner')
const without = (permission: string) => memberOf({ permissions: everything.filter((one) => one !== permission) })

test.each(settings)('the setting $id is closed to a role without $permission, and not in its list', async (setting) => {
  const address = hrefOf(setting.screen.path, 'riverside')
  const page = await drawn(address, without(setting.permission), [refusesTheRest])
  expect(page.headings).toEqual([closed, closed])
  expect(page.links.has(address)).toBe(false)
})

test.each(settings)(
  'whoever has $permission alone finds the setting $id in the list',
  async ({ screen, permission }) => {
    const page = await drawn('/riverside/settings', memberOf({ permissions: [permission] }), [refusesTheRest])
    expect(page.links.has(hrefOf(screen.path, 'riverside'))).toBe(true)
  },
)

test('a role without any setting has no way to settings, and none behind their address', async () => {
  const page = await drawn('/riverside/settings', memberOf({ permissions: ['patients.read'] }), [refusesTheRest])
  expect(page.links.has('/riverside/settings')).toBe(false)
  expect(page.headings).toEqual([closed, closed])
})

test.each(languages)('every place of the side bar and every setting has its words in %s', async (language) => {
  await startTexts(language)
  const needed = [
    ...features.flatMap(({ nav = [] }) => nav).map(({ id }) => `nav.${id}`),
    ...settings.flatMap(({ id, group }) => [`settings.${id}`, `settingsText.${id}`, `settingsGroup.${group}`]),
  ]
  expect(needed.length).toBeGreaterThan(20)
  expect(needed.filter((key) => !i18next.getResource(language, 'kit', key))).toEqual([])
})
