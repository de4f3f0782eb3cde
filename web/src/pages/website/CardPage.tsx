import type { Language } from '@polyclinic/contract/kit/language.ts'
import { localeOf } from '@polyclinic/contract/kit/locale.ts'
import type { CardPart, Published } from '@polyclinic/contract/website/published.ts'
import type { PublicAssets } from '../public/PublicDocument.tsx'
import { wordsIn } from '../public/words.ts'
import { ClinicPlace } from './ClinicPlace.tsx'
import { TeamList } from './Lists.tsx'
import { WebsiteDocument } from './WebsiteDocument.tsx'

export type CardPageProps = {
  published: Published
  base: string
  parts: readonly CardPart[]
  language: Language
  assets: PublicAssets
}

/** What stands in a frame on a site of the clinic's own: hours, team, or both. */
export function CardPage({ published, base, parts, language, assets, now }: CardPageProps & { now: Date }) {
  const { organization, clinics, practitioners } = published
  const words = wordsIn(language)
  const locale = localeOf(language, organization.country)
  return (
    <WebsiteDocument language={language} assets={assets} title={organization.name} look={published.look} base={base}>
      <main className="flex flex-col gap-4 p-2">
        <h1 className="sr-only">{organization.name}</h1>
        {parts.includes('hours') && (
          <>
            <h2 className="sr-only">{words('website.hours')}</h2>
            {clinics.map((clinic, index) => (
              <ClinicPlace key={index} country={organization.country} {...{ clinic, language, locale, now, words }} />
            ))}
          </>
        )}
        {parts.includes('team') && (
          <>
            <h2 className="sr-only">{words('website.team')}</h2>
            <TeamList practitioners={practitioners} words={words} />
          </>
        )}
        <p className="px-2 text-14">
          <a
            href={`${base}/${language}`}
            target="_blank"
            rel="noopener"
            className="text-accent-ink underline underline-offset-4"
          >
            {words('website.more', { name: organization.name })}
          </a>
        </p>
      </main>
    </WebsiteDocument>
  )
}
