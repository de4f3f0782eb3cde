import { formatOf } from './address-formats.ts'

/** What the largest division in an address is called; where none is listed, addresses do without. */
const divisions: Record<string, string> = {
  state: 'US AS GU MP PR VI AU BR IN MX VE NG MY',
  province: 'CA IT CN AR TR IR PK ZA VN ID TH PH ES KR',
  county: 'IE TW',
  prefecture: 'JP',
  emirate: 'AE',
  governorate: 'EG IQ JO KW LB OM SY YE',
  region: 'CL UA RU KZ UZ PE HK',
  department: 'CO UY HN',
}

const named = new Map(
  Object.entries(divisions).flatMap(([name, countries]) => countries.split(' ').map((code) => [code, name])),
)

export type Division =
  | 'state'
  | 'province'
  | 'county'
  | 'prefecture'
  | 'emirate'
  | 'governorate'
  | 'region'
  | 'department'

export const divisionOf = (country: string): Division | undefined => named.get(country) as Division | undefined

/** Countries without postal codes that people use. */
const codeless = new Set(
  'AE AG AO BF BI BJ BS BW BZ CD CF CG CI CM DJ ER FJ GA GD GH GM GQ GY HK JM KM KP LY ML MO MR MW QA RW SC SL SR ST SY TD TG TL TO TV UG VU YE ZW'.split(
    ' ',
  ),
)

const hasPostalCode = (country: string): boolean => !codeless.has(country)

/** Where a letter without its division goes astray. */
const needsDivision = new Set('US CA AU BR IN IT MX JP CN AE'.split(' '))

export const isDivisionNeeded = (country: string): boolean => needsDivision.has(country)

/** Postal codes as their countries write them: `9` a digit, `A` a letter, `*` either, `?` after what may be missing. */
const codesByForm: Record<string, string> = {
  '9999': 'AT AU BE BG CH CY DK GE HU LI LU MK NO NZ PH SI TN ZA BD AM AL',
  '99999': 'DE ES FR IT FI EE HR TR MX UA RS ME BA MA DZ EG ID TH MY SA KR JO MC SM VA LK KE PK KW UY',
  '999999': 'CN IN RU SG RO BY KZ KG TJ UZ CO VN NG',
  '999 99': 'CZ SK SE GR',
  '99999?-9999?': 'US PR GU VI AS MP',
  'A9A 9A9': 'CA',
  '99-999': 'PL',
  '9999-999': 'PT',
  '999-9999': 'JP',
  '9999 AA': 'NL',
  '99999-999': 'BR',
  '999': 'IS FO OM',
  '9999999': 'IL CL',
  'LV-9999': 'LV',
  'LT-99999': 'LT',
}

/** Blanks and dashes are a matter of taste, and so is the country in front of it. */
const simplified = (code: string) => code.toUpperCase().replaceAll(/[\s-]/g, '')

const patternOf = (form: string) =>
  new RegExp(
    `^${simplified(form)
      .replace(/^(L[VT])/, '(?:$1)?')
      .replaceAll('9', '\\d')
      .replaceAll('A', '[A-Z]')
      .replace(/\\d\?((?:\\d)+)\?$/, '\\d(?:$1)?')}$`,
  )

const patterns = new Map<string, RegExp>(
  Object.entries(codesByForm).flatMap(([form, countries]) =>
    countries.split(' ').map((code) => [code, patternOf(form)] as const),
  ),
)
const british = /^(GIR0AA|[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2})$/
for (const code of ['GB', 'GG', 'IM', 'JE']) patterns.set(code, british)
patterns.set('IE', /^[A-Z]\d[\dW][A-Z\d]{4}$/)
patterns.set('AR', /^([A-Z]?\d{4}|[A-Z]\d{4}[A-Z]{3})$/)
patterns.set('MT', /^[A-Z]{3}\d{2,4}$/)

/** Whether a postal code looks like one of its country; true where we do not know. */
export const looksLikePostalCode = (country: string, code: string): boolean =>
  patterns.get(country)?.test(simplified(code)) ?? true

export type AddressField = 'line1' | 'line2' | 'city' | 'state' | 'postalCode'

/** The fields of an address in the order in which the country writes them; those that it does not have are left out. */
export function addressFields(country: string): AddressField[] {
  const written = formatOf(country, false).match(/street|city|state|postalCode/g) ?? []
  return (written as string[]).flatMap((field): AddressField[] => {
    if (field === 'street') return ['line1', 'line2']
    if (field === 'state' && divisionOf(country) === undefined) return []
    if (field === 'postalCode' && !hasPostalCode(country)) return []
    return [field as AddressField]
  })
}

const codeNames: Record<string, 'zip' | 'postcode' | 'eircode' | 'pin' | 'cep'> = {
  US: 'zip',
  PR: 'zip',
  GB: 'postcode',
  AU: 'postcode',
  NZ: 'postcode',
  IE: 'eircode',
  IN: 'pin',
  BR: 'cep',
}

export const postalCodeName = (country: string) => codeNames[country] ?? 'postalCode'
