/** What a language is called in another; its code where nobody has a name for it. */
export function languageNames(locale: string): (code: string) => string {
  const names = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' })
  return (code) => names.of(code) ?? code
}
