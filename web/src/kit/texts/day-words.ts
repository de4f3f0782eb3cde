import { fold } from '@polyclinic/contract/kit/reading/fold.ts'

/** The languages in which days are read, whatever the reader's. */
export const languages = ['en', 'de', 'ar'] as const

export type Unit = 'day' | 'week' | 'month' | 'year'

const folded = (words: string): string[] => words.split(' ').map(fold)

const units = new Map<string, { unit: Unit; isDual: boolean }>()
for (const [unit, words, duals] of [
  ['day', 'd day days tag tage tagen يوم يوما أيام', 'يومين يومان'],
  ['week', 'w wk wks week weeks woche wochen أسبوع أسبوعا أسابيع الأسبوع', 'أسبوعين أسبوعان'],
  ['month', 'mth mths month months monat monate monaten monats شهر شهرا أشهر شهور الشهر', 'شهرين شهران'],
  ['year', 'yr yrs year years jahr jahre jahren سنة سنوات عام السنة العام', 'سنتين عامين'],
] as const) {
  for (const word of folded(words)) units.set(word, { unit, isDual: false })
  for (const word of folded(duals)) units.set(word, { unit, isDual: true })
}

/** The unit that a folded word names; Arabic has a word for two of them. */
export const unitIn = (word: string) => units.get(word)

const counts = new Map<string, number>()
for (const words of [
  'one two three four five six seven eight nine ten',
  'ein zwei drei vier fünf sechs sieben acht neun zehn',
  'واحد اثنين ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة',
])
  for (const [at, word] of folded(words).entries()) counts.set(word, at + 1)
for (const word of folded('a an eine einem einer einen واحدة')) counts.set(word, 1)

/** How many a folded word says: digits, or up to ten as a word. */
export const countIn = (word: string): number | undefined => (/^\d{1,3}$/.test(word) ? Number(word) : counts.get(word))

export const fillers = new Set(
  folded('in on at the time from now later am an den der die das zum bis von heute ab vor ago after بعد خلال في قبل'),
)

const sides: Record<'this' | 'next' | 'last', ReadonlySet<string>> = {
  this: new Set(folded('this dieser diesen diese dieses هذا هذه')),
  next: new Set(
    folded(
      'next coming nächster nächsten nächste nächstes naechster naechsten naechste kommender kommenden kommende القادم القادمة المقبل المقبلة التالي',
    ),
  ),
  last: new Set(
    folded('last past previous letzter letzten letzte letztes vorigen vorige voriger الماضي الماضية السابق'),
  ),
}

export function sidesIn(words: readonly string[]) {
  for (const side of ['this', 'next', 'last'] as const) {
    const rest = words.filter((word) => !sides[side].has(word))
    if (rest.length < words.length && rest.length > 0) return { side, rest }
  }
  return { side: undefined, rest: words }
}

const before = new Set(folded('ago vor قبل'))

export const isAgo = (words: readonly string[]) => words.some((word) => before.has(word))
