import type { TFunction } from 'i18next'
import type { Published } from '@polyclinic/contract/website/published.ts'
import { priceWritten } from './price.ts'

export function ServiceList({
  services,
  locale,
  words,
}: Pick<Published, 'services'> & { locale: string; words: TFunction }) {
  return (
    <ul className="divide-y divide-line rounded-xl border border-line bg-surface px-5">
      {services.map(({ name, durationMinutes, price }, index) => (
        <li key={index} className="flex break-inside-avoid items-baseline justify-between gap-4 py-3.5 text-16">
          <span className="min-w-0">
            <span className="block font-semibold break-words">
              <bdi>{name}</bdi>
            </span>
            <span className="text-14 text-muted">{words('minutes', { count: durationMinutes })}</span>
          </span>
          {price && <bdi className="shrink-0 tabular-nums">{priceWritten(price, locale)}</bdi>}
        </li>
      ))}
    </ul>
  )
}

export function TeamList({ practitioners, words }: Pick<Published, 'practitioners'> & { words: TFunction }) {
  return (
    <ul className="grid gap-3 sm:grid-cols-2">
      {practitioners.map(({ displayName, profession }, index) => (
        <li
          key={index}
          className="flex break-inside-avoid items-center gap-3 rounded-xl border border-line bg-surface p-4"
        >
          <span
            aria-hidden="true"
            className="flex size-11 shrink-0 items-center justify-center rounded-full bg-accent-soft text-16 font-semibold text-accent-ink"
          >
            {initialOf(displayName)}
          </span>
          <span className="min-w-0">
            <span className="block text-16 font-semibold break-words">
              <bdi>{displayName}</bdi>
            </span>
            {profession !== 'other' && (
              <span className="text-14 text-muted">{words(`website.profession.${profession}`)}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Of the last of the names: titles come first. */
const initialOf = (name: string) => [...(name.trim().split(/\s+/).at(-1) ?? '')][0]?.toLocaleUpperCase()
