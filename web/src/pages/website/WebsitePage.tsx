import type { ReactNode } from 'react'
import type { TFunction } from 'i18next'
import { linesIn } from '@polyclinic/contract/kit/brand/shown.ts'
import type { Look } from '@polyclinic/contract/kit/brand/look.ts'
import { languages, languageTable, type Language } from '@polyclinic/contract/kit/language.ts'
import { localeOf } from '@polyclinic/contract/kit/locale.ts'
import type { Published } from '@polyclinic/contract/website/published.ts'
import type { PublicAssets } from '../public/PublicDocument.tsx'
import { wordsIn } from '../public/words.ts'
import { ClinicPlace } from './ClinicPlace.tsx'
import { ServiceList, TeamList } from './Lists.tsx'
import { structuredData } from './structured-data.ts'
import { LanguageLinks, WebsiteDocument } from './WebsiteDocument.tsx'

export type WebsitePageProps = {
  published: Published
  /** Where the organization's pages begin. */
  base: string
  /** Where they begin for search engines; absent: there as well. */
  canonical?: string
  language: Language
  assets: PublicAssets
  /** Seen by whoever makes it: no search engine may keep it. */
  isPreview?: boolean
}

export function WebsitePage(props: WebsitePageProps & { now: Date }) {
  const { published, base, canonical = base, language, assets, isPreview, now } = props
  const { organization, clinics, services, practitioners } = published
  const words = wordsIn(language)
  const locale = localeOf(language, organization.country)
  return (
    <WebsiteDocument
      language={language}
      assets={assets}
      title={organization.name}
      look={published.look}
      base={isPreview ? undefined : base}
      head={
        isPreview ? (
          <meta name="robots" content="noindex" />
        ) : (
          <Head {...{ published, base, canonical, language, words }} />
        )
      }
    >
      {isPreview && (
        <p className="bg-warn-soft px-4 py-2 text-center text-14 font-semibold text-warn-ink print:hidden">
          {words('website.preview')}
        </p>
      )}
      <div className="mx-auto flex w-full max-w-4xl flex-col px-4 py-8 sm:py-14">
        <Masthead published={published} base={base} words={words} hasPicture={published.hasLogo && !isPreview} />
        <main className="flex flex-col gap-10 pt-10">
          <Part title={words('website.clinics', { count: clinics.length })} isShown={clinics.length > 0}>
            <div className={clinics.length > 1 ? 'grid items-start gap-4 md:grid-cols-2' : ''}>
              {clinics.map((clinic, index) => (
                <ClinicPlace key={index} country={organization.country} {...{ clinic, language, locale, now, words }} />
              ))}
            </div>
          </Part>
          <Part title={words('website.services')} isShown={services.length > 0}>
            <ServiceList services={services} locale={locale} words={words} />
          </Part>
          <Part title={words('website.team')} isShown={practitioners.length > 0}>
            <TeamList practitioners={practitioners} words={words} />
          </Part>
        </main>
        <Foot look={published.look}>{!isPreview && <Languages base={base} language={language} words={words} />}</Foot>
      </div>
    </WebsiteDocument>
  )
}

type HeadProps = Pick<WebsitePageProps, 'published' | 'base' | 'language'> & { canonical: string; words: TFunction }

function Head({ published, base, canonical, language, words }: HeadProps) {
  const { organization, hasLogo } = published
  const description = descriptionOf(published, words)
  return (
    <>
      <meta name="description" content={description} />
      <LanguageLinks base={canonical} language={language} />
      <link rel="icon" href={`${base}/icon`} />
      <meta property="og:type" content="website" />
      <meta property="og:title" content={organization.name} />
      <meta property="og:description" content={description} />
      <meta property="og:url" content={`${canonical}/${language}`} />
      <meta property="og:locale" content={localeOf(language, organization.country).replace('-', '_')} />
      {hasLogo && <meta property="og:image" content={`${base}/logo`} />}
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: structuredData(published, base) }} />
    </>
  )
}

const descriptionOf = ({ organization, clinics }: Published, words: TFunction) =>
  [words(`website.kind.${organization.kind}`), clinics.map(({ address, name }) => address?.city ?? name).join(', ')]
    .filter(Boolean)
    .join(' · ')

function Masthead({
  published,
  base,
  words,
  hasPicture,
}: Pick<WebsitePageProps, 'published' | 'base'> & { words: TFunction; hasPicture: boolean }) {
  const { name, kind } = published.organization
  return (
    <header className="flex flex-col items-start gap-5 border-b border-line pb-8 sm:flex-row sm:items-center">
      {hasPicture ? (
        <img
          src={`${base}/logo`}
          alt=""
          width="88"
          height="88"
          className="size-22 rounded-xl border border-line bg-white object-contain"
        />
      ) : (
        <span
          aria-hidden="true"
          className="flex size-22 shrink-0 items-center justify-center rounded-xl bg-accent text-28 font-semibold text-on-accent"
        >
          {[...name][0]?.toLocaleUpperCase()}
        </span>
      )}
      <div className="min-w-0">
        <h1 className="text-28 font-semibold break-words sm:text-[2.5rem] sm:leading-tight ltr:tracking-tight">
          <bdi>{name}</bdi>
        </h1>
        <p className="mt-1 text-16 text-muted">{words(`website.kind.${kind}`)}</p>
      </div>
    </header>
  )
}

/** What the practice says at the foot of everything, and the other languages. */
function Foot({ look, children }: { look: Look; children: ReactNode }) {
  const lines = linesIn(look.footer)
  if (lines.length === 0 && !children) return null
  return (
    <footer className="mt-12 flex flex-col gap-3 border-t border-line pt-4">
      {lines.length > 0 && (
        <div className="text-14 text-muted">
          {lines.map((line) => (
            <p key={line} dir="auto">
              {line}
            </p>
          ))}
        </div>
      )}
      {children}
    </footer>
  )
}

function Part({ title, isShown, children }: { title: string; isShown: boolean; children: ReactNode }) {
  if (!isShown) return null
  return (
    <section>
      <h2 className="mb-4 text-20 font-semibold">{title}</h2>
      {children}
    </section>
  )
}

function Languages({ base, language, words }: { base: string; language: Language; words: TFunction }) {
  return (
    <nav aria-label={words('language')} className="flex flex-wrap gap-1 text-14 print:hidden">
      {languages.map((other) => (
        <a
          key={other}
          href={`${base}/${other}`}
          lang={other}
          hrefLang={other}
          aria-current={other === language ? 'true' : undefined}
          className="flex min-h-11 items-center rounded-lg px-3 text-muted underline-offset-4 hover:text-ink hover:underline aria-[current]:font-semibold aria-[current]:text-ink"
        >
          {languageTable[other].name}
        </a>
      ))}
    </nav>
  )
}
