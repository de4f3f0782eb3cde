import type { TFunction } from 'i18next'
import { Clock, MapPin, Phone } from 'lucide-react'
import { addressText } from '@polyclinic/contract/kit/places/address.ts'
import { phoneLink } from '@polyclinic/contract/kit/reading/phone.ts'
import type { Language } from '@polyclinic/contract/kit/language.ts'
import type { Published } from '@polyclinic/contract/website/published.ts'
import { cx } from '../../ui/class-names.ts'
import { openingNow, weekOf, type Opening } from './opening.ts'

type Props = {
  clinic: Published['clinics'][number]
  country: string
  language: Language
  locale: string
  now: Date
  words: TFunction
}

const link =
  'inline-flex min-h-11 items-center rounded-sm text-accent-ink underline decoration-accent-line underline-offset-4 hover:decoration-current'

/** One clinic: whether it is open, where it is, how to call it, and its week. */
export function ClinicPlace({ clinic, country, language, locale, now, words }: Props) {
  const { openingHours, timeZone, phone } = clinic
  const address = clinic.address && addressText(clinic.address, country, language)
  return (
    <section className="break-inside-avoid rounded-xl border border-line bg-surface p-5">
      <h3 className="text-20 font-semibold break-words">
        <bdi>{clinic.name}</bdi>
      </h3>
      <OpeningSign opening={openingNow(openingHours, timeZone, locale, now)} words={words} />
      <div className="mt-4 flex flex-col gap-3 text-16">
        {address && (
          <p className="flex gap-3">
            <MapPin aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-muted" />
            <span className="min-w-0">
              <span className="block break-words whitespace-pre-line">
                <bdi>{address}</bdi>
              </span>
              <a href={mapOf(address)} target="_blank" rel="noreferrer noopener" className={cx(link, 'print:hidden')}>
                {words('map')}
              </a>
            </span>
          </p>
        )}
        {phone && (
          <p className="flex items-center gap-3">
            <Phone aria-hidden="true" className="size-5 shrink-0 text-muted" />
            <a href={phoneLink(phone)} dir="ltr" className={link}>
              {phone}
            </a>
          </p>
        )}
      </div>
      {openingHours.length > 0 && <Week clinic={clinic} locale={locale} now={now} words={words} />}
    </section>
  )
}

/** What is true for a minute; on paper it would be wrong. */
function OpeningSign({ opening, words }: { opening: Opening; words: TFunction }) {
  if (opening.state === 'unknown') return <p className="mt-1 text-16 text-muted">{words('website.byArrangement')}</p>
  const isOpen = opening.state === 'open' || opening.state === 'always'
  return (
    <p
      className={cx(
        'mt-2 inline-flex items-center gap-2 rounded-full px-3 py-1 text-14 font-semibold print:hidden',
        isOpen ? 'bg-good-soft text-good-ink' : 'bg-sunken text-muted',
      )}
    >
      <Clock aria-hidden="true" className="size-4" />
      {words(`website.opening.${opening.state}`, { ...opening })}
    </p>
  )
}

function Week({ clinic, locale, now, words }: Pick<Props, 'clinic' | 'locale' | 'now' | 'words'>) {
  return (
    <table className="mt-4 w-full border-t border-line text-16">
      <caption className="sr-only">{words('website.hours')}</caption>
      <tbody>
        {weekOf(clinic.openingHours, clinic.timeZone, locale, now).map(({ weekday, name, isToday, spans }) => (
          <tr
            key={weekday}
            className={cx('border-b border-line last:border-0', isToday && 'font-semibold print:font-normal')}
          >
            <th
              scope="row"
              className={cx(
                'py-2 pe-4 text-start align-top first-letter:uppercase',
                isToday ? 'font-semibold print:font-normal' : 'font-normal',
              )}
            >
              {name}
              {isToday && <span className="sr-only"> ({words('website.today')})</span>}
            </th>
            <td className={cx('py-2 text-end tabular-nums', spans.length === 0 && 'text-muted')}>
              {spans.length === 0
                ? words('website.closed')
                : spans.map((span, index) => (
                    <span key={index} className="block">
                      <bdi>{span ?? words('website.roundTheClock')}</bdi>
                    </span>
                  ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const mapOf = (address: string) =>
  `https://www.openstreetmap.org/search?query=${encodeURIComponent(address.replaceAll(/\s*\n\s*/g, ', '))}`
