/** Other scripts as one letter each hears them in Latin ones; vowels that are not written are not needed. */
const heardAs: Readonly<Record<string, string>> = Object.fromEntries(
  [
    [
      'абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ',
      'a b v g d e z z i i k l m n o p r s t u f h ts c s s - i - e u a i i e g',
    ],
    ['αβγδεζηθικλμνξοπρστυφχψω', 'a v g d e z i t i k l m n ks o p r s t i f h ps o'],
    ['ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژ', 'a b t t j h k d d r z s s s d t z a g f k k l m n h u y p c z'],
    ['אבגדהוזחטיכלמנסעפצקרשת', 'a b g d h u z h t y k l m n s a p z k r s t'],
  ].flatMap(([letters = '', latin = '']) =>
    // between consonants that are written alone a vowel is heard
    Array.from(letters, (letter, at) => [letter, `${latin.split(' ')[at] ?? ''}${/[اא]/.test(letters) ? 'a' : ''}`]),
  ),
)

/** Groups of letters that are heard as one, before each letter is heard alone. */
const groups: readonly [RegExp, string][] = [
  [/-/g, ''],
  [/ght/g, 't'],
  [/^wr/, 'r'],
  [/ph/g, 'f'],
  // Irish bh and mh inside of a name
  [/(?<=.)[bm]h/g, 'v'],
  [/tsch|tch|sch|sh|zh|cz|sz/g, 's'],
  [/[dt](?=[sz])/g, ''],
  [/c(?=[eiy])/g, 's'],
  [/x/g, 'ks'],
  // w between a vowel and a consonant is a vowel: Shawn, Brown
  [/(?<=[aeiou])w(?=[^aeiouy])/g, 'u'],
]

const classes: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({ 0: 'aeiouyj', 1: 'bp', 2: 'dt', 3: 'fvw', 4: 'ckgq', 5: 'l', 6: 'mn', 7: 'r', 8: 'sz' }).flatMap(
    ([digit, letters]) => Array.from(letters, (letter) => [letter, digit]),
  ),
)

/**
 * How a folded word sounds, as a row of digits after the Cologne phonetics (Postel 1969), with English, Irish and Arabic
 * habits: Meier is Mayer, Stephen is Steven, Mohammed is Mehmet and محمد. Undefined where too little is left to tell by.
 */
export function soundOf(word: string): string | undefined {
  const latin = Array.from(word, (letter) => heardAs[letter] ?? letter)
    .join('')
    .replace(/a$/, (last) => (heardAs[word.at(-1) ?? ''] ? '' : last))
  if (!/^[a-z-]+$/.test(latin)) return undefined
  const heard = groups.reduce((text, [group, as]) => text.replaceAll(new RegExp(group, 'g'), as), latin)
  const digits = Array.from(heard, (letter) => classes[letter] ?? '').join('')
  const bare = digits.replaceAll(/(.)\1+/g, '$1').replaceAll('0', '')
  if (bare.length < 2) return undefined
  // of two digits many are made: whether a vowel ends the word keeps Marie from Mayer
  const ending = bare.length === 2 && /[aeiouyj]h?$/.test(heard) ? '0' : ''
  return `${/^[aeiouyj]/.test(heard) ? '0' : ''}${bare}${ending}`
}

/** A word and what is left of it without one of its letters: two words that share one of these are a slip apart. */
export function slipsOf(word: string): string[] {
  const letters = Array.from(word)
  if (letters.length < 4 || letters.length > 24) return []
  return [...new Set([word, ...letters.map((_, at) => letters.toSpliced(at, 1).join(''))])]
}
