import { languages } from '@polyclinic/contract/kit/language.ts'

/** Organizations' public pages and what they are drawn with are for search engines, nothing else is (RFC 9309). */
export const robots = 'User-agent: *\nAllow: /c/\nAllow: /assets/\nDisallow: /c/*/preview/\nDisallow: /\n'

/** All of an organization's own site. */
export const robotsOfSite = (base: string) => `User-agent: *\nAllow: /\nSitemap: ${base}/sitemap.xml\n`

const alternates = (base: string) =>
  languages
    .map((one) => `<xhtml:link rel="alternate" hreflang="${one}" href="${base}/${one}"/>`)
    .concat(`<xhtml:link rel="alternate" hreflang="x-default" href="${base}"/>`)
    .join('')

/** An organization's page in its languages (sitemaps.org, protocol 0.9). */
export const siteMap = (base: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${languages.map((one) => `<url><loc>${base}/${one}</loc>${alternates(base)}</url>`).join('\n')}
</urlset>
`

/**
 * What a clinic's own site runs: puts the card into a frame where the script stands. It reads and stores nothing there.
 * `data-clinic`: the organization's address; `data-show`: hours or team; `data-language`; `data-height` in pixels.
 */
export const cardScript = (origin: string): string => `(() => {
  const script = document.currentScript
  const { clinic, show, language, height, title } = script.dataset
  const frame = document.createElement('iframe')
  const parts = [clinic, 'card', show, language].filter(Boolean).map(encodeURIComponent)
  frame.src = ${JSON.stringify(origin)} + '/c/' + parts.join('/')
  frame.title = title || clinic
  frame.loading = 'lazy'
  frame.referrerPolicy = 'no-referrer'
  frame.style.cssText = 'border:0;width:100%;height:' + (Number(height) || 480) + 'px'
  script.after(frame)
})()
`
