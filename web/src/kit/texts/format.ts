import { useMemo } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { firstDayOf, precisionOf } from '@polyclinic/contract/kit/partial-date.ts'
import type { Money } from '@polyclinic/contract/kit/money.ts'
import { useLanguage } from './i18n.ts'

const isDateOnly = (iso: string) => /^\d{4}-\d{2}-\d{2}$/.test(iso)

/** Intl objects are dear to make; each is made once per locale and options. */
const made = new Map<string, unknown>()
function once<T>(key: string, make: () => T): T {
  if (!made.has(key)) made.set(key, make())
  return made.get(key) as T
}

const dateFormat = (locale: string, options: Intl.DateTimeFormatOptions) =>
  once(`date ${locale} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options))

const numberFormat = (locale: string, options: Intl.NumberFormatOptions = {}) =>
  once(`number ${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options))

/** A date without a zone is the same day everywhere; an instant is a day only in a zone. */
function write(locale: string, iso: string, zone: string | undefined, options: Intl.DateTimeFormatOptions) {
  const timeZone = isDateOnly(iso) ? 'UTC' : zone
  return dateFormat(locale, { ...options, timeZone }).format(new Date(iso))
}

/** The calendar day of an instant in a zone, `YYYY-MM-DD`. */
export function dayOf(iso: string, zone: string): string {
  return isDateOnly(iso) ? iso : Temporal.Instant.from(iso).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** The day it is now in a zone, `YYYY-MM-DD`. */
export const todayIn = (zone: string): string => Temporal.Now.plainDateISO(zone).toString()

/** How many minor units make one of a currency: 2 for EUR, 0 for JPY, 3 for KWD. */
export const fractionDigits = (currency: string): number =>
  numberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

export type Format = ReturnType<typeof formatFor>

/** Dates, times, money and numbers as the reader writes them. `zone` is the clinic's unless there is a reason. */
export function useFormat(): Format {
  const { locale } = useLanguage()
  const { t } = useTranslation('kit')
  return useMemo(() => formatFor(locale, t), [locale, t])
}

function formatFor(locale: string, t: TFunction<'kit'>) {
  const date = (iso: string, zone?: string) => partial(iso) ?? write(locale, iso, zone, { dateStyle: 'medium' })
  const year = (of: string) => numberFormat(locale, { useGrouping: false }).format(Number(of))
  /** "about 2024", "June 2024": a date of which no more is known. */
  const partial = (iso: string) =>
    iso.length === 4
      ? t('day.about', { year: year(iso) })
      : iso.length === 7
        ? write(locale, firstDayOf(iso), undefined, { month: 'long', year: 'numeric' })
        : undefined
  const longDate = (iso: string, zone?: string) =>
    write(locale, iso, zone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const shortDate = (iso: string, zone?: string) =>
    write(locale, iso, zone, { weekday: 'short', day: 'numeric', month: 'short' })
  const weekdayDate = (iso: string, zone: string) =>
    dayOf(iso, zone).slice(0, 4) === todayIn(zone).slice(0, 4)
      ? shortDate(iso, zone)
      : write(locale, iso, zone, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
  const relativeDay = (iso: string, zone: string) => {
    const days = Temporal.PlainDate.from(dayOf(iso, zone)).since(todayIn(zone)).days
    if (Math.abs(days) > 1) return shortDate(iso, zone)
    return t(days === 0 ? 'day.today' : days === 1 ? 'day.tomorrow' : 'day.yesterday')
  }
  const time = (iso: string, zone: string) => write(locale, iso, zone, { timeStyle: 'short' })
  /** The comma between them is the language's own. */
  const at = (day: string, iso: string, zone: string) => t('day.at', { day, time: time(iso, zone) })
  const number = (value: number, options?: Intl.NumberFormatOptions) => numberFormat(locale, options).format(value)
  const unit = (
    value: number,
    name: 'year' | 'month' | 'week' | 'day' | 'minute' | 'hour',
    unitDisplay: 'long' | 'short' = 'long',
  ) => number(value, { style: 'unit', unit: name, unitDisplay })

  return {
    locale,
    /** 4 May 2026; an instant needs the zone, a date does not. Of a partial date what is known: about 2024, June 2024. */
    date,
    /** Monday, 4 May 2026. */
    longDate,
    /** Mon, 4 May. */
    shortDate,
    time,
    /** Mon, 4 May, 09:00; with the year where it is not this one. */
    weekdayTime: (iso: string, zone: string) => at(weekdayDate(iso, zone), iso, zone),
    /** Tomorrow, 09:00. */
    relativeTime: (iso: string, zone: string) => at(relativeDay(iso, zone), iso, zone),
    /** Monday 4 May at 09:00 BST: for those who may read it in another zone than the clinic's. */
    moment: (iso: string, zone: string) =>
      write(locale, iso, zone, {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        ...(dayOf(iso, zone).slice(0, 4) !== todayIn(zone).slice(0, 4) && { year: 'numeric' }),
        hour: 'numeric',
        minute: '2-digit',
        timeZoneName: 'short',
      }),
    dateTime: (iso: string, zone: string) => write(locale, iso, zone, { dateStyle: 'medium', timeStyle: 'short' }),
    /** The time of a wall clock, `HH:MM`. */
    wallTime: (time: string) =>
      write(locale, `2026-01-01T${time === '24:00' ? '00:00' : time}:00Z`, 'UTC', { timeStyle: 'short' }),
    /** The name of an ISO weekday, 1 (Monday) to 7. 2024-01-01 was a Monday. */
    weekday: (day: number, length: 'long' | 'short' = 'long') =>
      write(locale, `2024-01-0${day}`, undefined, { weekday: length }),
    /** Today, tomorrow, yesterday, else the short date. */
    relativeDay,
    /** Tomorrow, in 17 days, 3 days ago. */
    daysFromNow: (days: number) =>
      once(`relative ${locale}`, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })).format(days, 'day'),
    /** "38 years", "7 months", "3 weeks": as exact as it matters at that age, "about 2 years" where only the year is known. */
    age: (birthDate: string, on: string = Temporal.Now.plainDateISO().toString()) => {
      if (precisionOf(birthDate) === 'year')
        return t('age.about', { age: unit(Math.max(Number(on.slice(0, 4)) - Number(birthDate), 0), 'year') })
      const from = Temporal.PlainDate.from(firstDayOf(birthDate))
      const { years, months, days } = from.until(on, { largestUnit: 'year' })
      if (years >= 2) return unit(years, 'year')
      if (years * 12 + months >= 3) return unit(years * 12 + months, 'month')
      const total = from.until(on).days
      return total >= 14 ? unit(Math.floor(total / 7), 'week') : unit(Math.max(total, days, 0), 'day')
    },
    minutes: (value: number) => unit(value, 'minute', 'short'),
    /** `{ amount: 4500, currency: 'EUR' }` → €45.00. */
    money: ({ amount, currency }: Money) =>
      number(amount / 10 ** fractionDigits(currency), { style: 'currency', currency }),
    number,
    list: (items: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction') =>
      once(`list ${locale} ${type}`, () => new Intl.ListFormat(locale, { type })).format(items),
  }
}
