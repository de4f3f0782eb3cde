import type { ReactNode } from 'react'
import { propertiesOf } from '@polyclinic/contract/kit/brand/properties.ts'
import type { Look } from '@polyclinic/contract/kit/brand/look.ts'
import { directionOf, languages, type Language } from '@polyclinic/contract/kit/language.ts'
import type { PublicAssets } from '../public/PublicDocument.tsx'

type Props = {
  language: Language
  assets: PublicAssets
  title: string
  look: Look
  /** Where the organization's pages begin; absent for a preview, which nothing can be fetched for. */
  base?: string
  /** In its head, beside what every document says. */
  head?: ReactNode
  children: ReactNode
}

/** A whole page for everybody, complete without a script. */
export function WebsiteDocument({ language, assets, title, look, base, head, children }: Props) {
  // a page for everybody takes no style that stands in it, a preview fetches none
  const own = base === undefined ? propertiesOf(look) : undefined
  return (
    <html lang={language} dir={directionOf(language)} data-audience="patient" style={own}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        {head}
        {assets.css.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {base !== undefined && isOwn(look) && <link rel="stylesheet" href={`${base}/brand.css?of=${keyOf(look)}`} />}
      </head>
      {/* our fonts weigh three times what the page does; every phone has some of its own */}
      <body className="bg-canvas font-[family-name:var(--brand-type,system-ui,sans-serif)] text-ink">{children}</body>
    </html>
  )
}

const isOwn = ({ accent, type }: Look) => accent !== undefined || type !== undefined

/** Another address for another look, so that no cache shows the one before. */
const keyOf = ({ accent = '', type }: Look) => accent.slice(1) + (type ?? '')

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
