/** ISO 3166-1 alpha-2. */
export const countryCodes =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'.split(
    ' ',
  )

/** Which countries pay in which currency (ISO 4217); all others start with the dollar, and anybody may choose. */
const currencyAreas: Record<string, string> = {
  EUR: 'AD AT BE BG CY DE EE ES FI FR GF GP GR HR IE IT LT LU LV MC ME MQ MT NL PM PT RE SI SK SM VA XK YT',
  GBP: 'GB GG IM JE',
  CHF: 'CH LI',
  AUD: 'AU CC CX KI NF NR TV',
  NZD: 'CK NU NZ PN TK',
  DKK: 'DK FO GL',
  NOK: 'BV NO SJ',
  XOF: 'BF BJ CI GW ML NE SN TG',
  XAF: 'CF CG CM GA GQ TD',
  ILS: 'IL PS',
}

const oneCountry: Record<string, string> = Object.fromEntries(
  'AE:AED AL:ALL AM:AMD AR:ARS AZ:AZN BA:BAM BD:BDT BH:BHD BR:BRL CA:CAD CL:CLP CN:CNY CO:COP CR:CRC CZ:CZK DZ:DZD EG:EGP ET:ETB GE:GEL GH:GHS HK:HKD HU:HUF ID:IDR IN:INR IQ:IQD IS:ISK JO:JOD JP:JPY KE:KES KR:KRW KW:KWD KZ:KZT LB:LBP LK:LKR LY:LYD MA:MAD MD:MDL MK:MKD MX:MXN MY:MYR NG:NGN NP:NPR OM:OMR PE:PEN PH:PHP PK:PKR PL:PLN QA:QAR RO:RON RS:RSD RU:RUB SA:SAR SD:SDG SE:SEK SG:SGD SY:SYP TH:THB TN:TND TR:TRY TW:TWD TZ:TZS UA:UAH UG:UGX UY:UYU UZ:UZS VN:VND YE:YER ZA:ZAR'
    .split(' ')
    .map((pair) => pair.split(':')),
)

export const currencyOf = (country: string): string =>
  oneCountry[country] ??
  Object.entries(currencyAreas).find(([, area]) => area.split(' ').includes(country))?.[0] ??
  'USD'

export const browserTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

export const timeZones = (): string[] => [...new Set([...Intl.supportedValuesOf('timeZone'), browserTimeZone(), 'UTC'])]

export const currencies = (): string[] => Intl.supportedValuesOf('currency')

type LocaleWithZones = Intl.Locale & { getTimeZones?: () => string[] }

/** The country whose clock this browser keeps, its own region first: a laptop set to British English may stand in Berlin. */
export function browserCountry(): string {
  const zone = browserTimeZone()
  const region = new Intl.Locale(navigator.language).maximize().region ?? 'US'
  const keeps = (code: string) => (new Intl.Locale(`und-${code}`) as LocaleWithZones).getTimeZones?.()?.includes(zone)
  const found = [region, ...countryCodes].find(keeps) ?? region
  return countryCodes.includes(found) ? found : 'US'
}
