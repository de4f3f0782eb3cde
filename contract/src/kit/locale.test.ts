import { expect, test } from 'vitest'
import { usualLanguage } from './language.ts'
import { clockRange, clockTime, localeOf, longDateTime } from './locale.ts'

const at = '2027-03-15T19:30:00Z'

test.each([
  ['en', 'US', 'America/Chicago', 'Monday, March 15, 2027 at 2:30 PM'],
  ['en', 'GB', 'Europe/London', 'Monday, 15 March 2027 at 19:30'],
  ['en', 'DE', 'Europe/Berlin', 'Monday, 15 March 2027 at 20:30'],
  ['de', 'DE', 'Europe/Berlin', 'Montag, 15. März 2027 um 20:30 Uhr'],
  ['de', 'AT', 'Europe/Vienna', 'Montag, 15. März 2027 um 20:30 Uhr'],
  ['ar', 'EG', 'Africa/Cairo', 'الاثنين، ١٥ مارس ٢٠٢٧ في ٩:٣٠ م'],
  ['ar', 'AE', 'Asia/Dubai', 'الاثنين، 15 مارس 2027 في 11:30 م'],
  ['ar', 'MA', 'Africa/Casablanca', 'الاثنين، 15 مارس 2027 في 19:30'],
] as const)('%s as %s writes it', (language, country, zone, written) => {
  expect(longDateTime(localeOf(language, country), at, zone)).toBe(written)
})

test('a time alone has the clock of the country, and a span says its part of the day once', () => {
  expect(clockTime('en-US', at, 'America/Chicago')).toBe('2:30 PM')
  expect(clockTime('de-DE', at, 'Europe/Berlin')).toBe('20:30 Uhr')
  expect(clockRange('en-US', at, '2027-03-15T20:00:00Z', 'America/Chicago')).toBe('2:30 – 3:00 PM')
  expect(clockRange('de-DE', at, '2027-03-15T20:00:00Z', 'Europe/Berlin')).toBe('20:30–21:00 Uhr')
})

test.each([
  ['DE', 'de'],
  ['AT', 'de'],
  ['CH', 'de'],
  ['EG', 'ar'],
  ['SA', 'ar'],
  ['US', 'en'],
  ['GB', 'en'],
  ['FR', 'en'],
])('whoever says nothing in %s is written to in %s', (country, language) => {
  expect(usualLanguage(country)).toBe(language)
})
