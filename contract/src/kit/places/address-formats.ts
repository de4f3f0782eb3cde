/**
 * How countries write an address below or around the street lines (UPU S42, libaddressinput; the scope that a clinic needs).
 * `|` ends a line; a group in braces appears only if its field is filled, with the signs around it; `street` stands for both street lines.
 */
const byFormat: Record<string, string> = {
  'street|{city}{, state}{ postalCode}': 'US AS GU MP PR VI UM JP CN TW SG',
  'street|{city}{ state}{ postalCode}': 'CA AU CC CX NF',
  'street|{city}{ postalCode}|{state}': 'AE QA HK MO YE SY LY GB GG IM JE NZ SA JO BH LB IL PS MT NG PE NP MN IN',
  'street|{city}|{state}|{postalCode}': 'IE EG UA RU BY UZ KZ KG TJ ZA KE LK KR',
  'street|{postalCode}{ city}{ (state)}': 'IT SM VA',
  'street|{postalCode}{ city}{, state}': 'MX UY',
  'street|{postalCode}{ city}{/state}': 'TR',
  'street|{city}{ - state}|{postalCode}': 'BR',
  'street|{city}|{state}{ postalCode}': 'TH VN ID HN',
  'street|{city}|{postalCode}{ state}': 'PH',
  'street|{city}{-postalCode}|{state}': 'PK BD',
  'street|{city}{, state}{, postalCode}': 'CO VE',
  'street|{city}{, postalCode}|{state}': 'LV',
  'street|{city}{, state}|{postalCode}': 'IQ',
  'street|{postalCode}|{city}|{state}': 'OM',
  '{city}|street|{postalCode}|{state}': 'HU',
  '{state}|{city}|street|{postalCode}': 'IR',
}

/** Most of Europe, and whoever is not listed. */
const usual = 'street|{postalCode}{ city}|{state}'

/** In their own script these begin with the largest and run on without blanks. */
const inOwnScript: Record<string, string> = {
  JP: '{〒postalCode}|{state}{city}|street',
  CN: '{postalCode}|{state}{city}|street',
  TW: '{postalCode}{state}{city}|street',
  KR: '{state}{ city}|street|{postalCode}',
}

const formats = new Map(
  Object.entries(byFormat).flatMap(([format, countries]) => countries.split(' ').map((code) => [code, format])),
)

export const formatOf = (country: string, isOwnScript: boolean): string =>
  (isOwnScript ? inOwnScript[country] : undefined) ?? formats.get(country) ?? usual
