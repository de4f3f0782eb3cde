/** ISO 3166-1 alpha-2 codes in use: the letters of the alphabet, twice, where a name is known. */
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

/** Codes that name no country one could live in: unions, reserved and private codes, and retired ones. */
const notCountries = new Set([
  'AC',
  'AN',
  'BU',
  'CP',
  'CQ',
  'CS',
  'DD',
  'DG',
  'DY',
  'EA',
  'EU',
  'EZ',
  'FX',
  'HV',
  'IC',
  'NH',
  'NT',
  'QO',
  'QU',
  'RH',
  'SU',
  'TA',
  'TP',
  'UK',
  'UN',
  'VD',
  'XA',
  'XB',
  'YD',
  'YU',
  'ZR',
  'ZZ',
])

export function countriesIn(locale: string): { id: string; label: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' })
  const found = letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !notCountries.has(code))
    .map((id) => ({ id, label: names.of(id) }))
    .filter((country): country is { id: string; label: string } => country.label !== undefined)
  return found.sort((one, other) => one.label.localeCompare(other.label, locale))
}
