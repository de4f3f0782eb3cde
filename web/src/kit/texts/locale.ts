import { languageTable, type Language } from '@polyclinic/contract/kit/language.ts'

/** By which days a country counts its weeks; ISO weekdays, 1 is Monday. */
export type Week = { firstDay: number; weekend: readonly number[] }

type Regional = Intl.Locale & {
  getWeekInfo?: () => { firstDay: number; weekend: number[] }
  getHourCycles?: () => string[]
}

// For browsers that do not say it themselves; CLDR, supplemental/weekData and timeData.
const sundayFirst = 'BR CA CO DO GT HK HN ID IL IN JM JP KE KR MX NI NP PA PE PH PK PR PT SA SG SV TH TW US VE YE ZA ZW'
const saturdayFirst = 'AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY'
const fridayAndSaturday = 'BH DZ EG IL IQ JO KW LY OM QA SA SD SY YE'
const twelveHours = 'AE AU BD BH CA CO DZ EG GH HK IN IQ JO KW LB KR LY MX MY NG NZ OM PH PK QA SA SD SY TN TW US YE'

const isIn = (list: string, country: string) => list.split(' ').includes(country)
const regionOf = (country: string) => new Intl.Locale(`und-${country}`) as Regional

/** The week of a country, whatever language its reader speaks. */
export function weekOf(country: string): Week {
  const known = regionOf(country).getWeekInfo?.()
  if (known) return { firstDay: known.firstDay, weekend: known.weekend }
  const firstDay = isIn(sundayFirst, country) ? 7 : isIn(saturdayFirst, country) ? 6 : 1
  return { firstDay, weekend: isIn(fridayAndSaturday, country) ? [5, 6] : [6, 7] }
}

const hourCycleOf = (country: string) =>
  regionOf(country).getHourCycles?.()[0] ?? (isIn(twelveHours, country) ? 'h12' : 'h23')

/** The seven weekdays in a country's order. */
export const weekdaysFrom = (firstDay: number) => Array.from({ length: 7 }, (_, nth) => ((firstDay + nth - 1) % 7) + 1)

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const made = new Map<string, string>()

/**
 * The tag by which a language writes dates, times and numbers in a country: its order of days and months, its clock of
 * 12 or 24 hours, its first day of the week, and one set of digits for all of them (RFC 6067).
 */
export function localeFor(language: Language, country: string): string {
  const tag = `${language}-${country}`
  const known = made.get(tag) ?? workOut(language, country, tag)
  made.set(tag, known)
  return known
}

function workOut(language: Language, country: string, tag: string): string {
  const own = new Intl.DateTimeFormat(tag).resolvedOptions()
  // where the runtime knows no habit of the language in that country: English as in Britain, not in America
  const base = own.locale === tag ? tag : languageTable[language].locale
  const { numberingSystem } = new Intl.NumberFormat(tag).resolvedOptions()
  return `${base}-u-fw-${days[weekOf(country).firstDay - 1]}-hc-${hourCycleOf(country)}-nu-${numberingSystem}`
}
