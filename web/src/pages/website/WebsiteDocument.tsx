import type { ReactNode } from 'react'
import { directionOf, languages, type Language } from '@polyclinic/contract/kit/language.ts'
import type { PublicAssets } from '../public/PublicDocument.tsx'

type Props = {
  language: Language
  assets: PublicAssets
  title: string
  /** In its head, beside what every document says. */
  head?: ReactNode
  children: ReactNode
}

/** A whole page for everybody, complete without a script. */
export function WebsiteDocument({ language, assets, title, head, children }: Props) {
  return (
    <html lang={language} dir={directionOf(language)} data-audience="patient">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        {head}
        {assets.css.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
      </head>
      {/* our fonts weigh three times what the page does; every phone has some of its own */}
      <body className="bg-canvas font-[family-name:system-ui,sans-serif] text-ink">{children}</body>
    </html>
  )
}

/** The same page in the other languages, and which address stands for this one. */
export function LanguageLinks({ base, language }: { base: string; language: Language }) {
  return (
    <>
      <link rel="canonical" href={`${base}/${language}`} />
      {languages.map((other) => (
        <link key={other} rel="alternate" hrefLang={other} href={`${base}/${other}`} />
      ))}
      <link rel="alternate" hrefLang="x-default" href={base} />
    </>
  )
}
