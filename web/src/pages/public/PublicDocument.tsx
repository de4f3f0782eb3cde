import type { ReactNode } from 'react'
import { propertiesOf } from '@polyclinic/contract/kit/brand/properties.ts'
import { linesIn } from '@polyclinic/contract/kit/brand/shown.ts'
import type { Look } from '@polyclinic/contract/kit/brand/look.ts'
import { directionOf, languages, languageTable, type Language } from '@polyclinic/contract/kit/language.ts'
import { cx } from '../../ui/class-names.ts'
import { wordsIn } from './words.ts'

export type PublicAssets = { css: readonly string[] }

type Props = {
  language: Language
  assets: PublicAssets
  title: string
  brand?: string
  /** Of whoever is named as `brand`. */
  look?: Look
  /** The page's own address: the other languages are links to it with `language=`. */
  address?: string
  children: ReactNode
}

/** A whole page for people without an account: one column, large, complete without a script. */
export function PublicDocument({ language, assets, title, brand, look, address, children }: Props) {
  return (
    <html lang={language} dir={directionOf(language)} data-audience="patient" style={look && propertiesOf(look)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        {/* The address is a key: no search engine may keep it, no other site may learn it. */}
        <meta name="robots" content="noindex" />
        <meta name="referrer" content="same-origin" />
        <title>{title}</title>
        {assets.css.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
      </head>
      <body className={cx('bg-canvas text-ink', look?.type && 'font-[family-name:var(--brand-type)]')}>
        <div className="mx-auto flex min-h-dvh w-full max-w-lg flex-col px-4 py-6 sm:py-12">
          {brand && <Brand name={brand} />}
          <main className="flex flex-1 flex-col max-sm:pt-6 sm:pt-8">{children}</main>
          {look?.footer && <Foot text={look.footer} />}
          {address !== undefined && <OtherLanguages language={language} address={address} />}
        </div>
      </body>
    </html>
  )
}

function Foot({ text }: { text: string }) {
  return (
    <footer className="mt-6 text-center text-14 text-muted">
      {linesIn(text).map((line) => (
        <p key={line} dir="auto">
          {line}
        </p>
      ))}
    </footer>
  )
}

function Brand({ name }: { name: string }) {
  return (
    <header className="flex items-center gap-3">
      <span
        aria-hidden="true"
        className="flex size-10 shrink-0 items-center justify-center rounded-xl bg-accent text-16 font-semibold text-on-accent"
      >
        {[...name][0]?.toLocaleUpperCase()}
      </span>
      <p className="min-w-0 text-16 font-semibold break-words">
        <bdi>{name}</bdi>
      </p>
    </header>
  )
}

function OtherLanguages({ language, address }: { language: Language; address: string }) {
  return (
    <nav aria-label={wordsIn(language)('language')} className="mt-8 flex justify-center gap-1 text-14">
      {languages.map((other) => (
        <a
          key={other}
          href={`${address}${address.includes('?') ? '&' : '?'}language=${other}`}
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
