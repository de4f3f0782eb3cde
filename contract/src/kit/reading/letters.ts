/**
 * How letters without a decomposition, and those that a language spells with two letters, are written in plain ones:
 * first as searched and sorted, then otherwise (ICAO Doc 9303-3 §6, DIN 5007-2). What is not listed loses its marks.
 */
export const latinLetters: Readonly<Record<string, readonly [string, ...string[]]>> = {
  ä: ['a', 'ae'],
  ö: ['o', 'oe'],
  ü: ['u', 'ue'],
  å: ['a', 'aa'],
  ø: ['o', 'oe'],
  æ: ['ae', 'a'],
  œ: ['oe', 'o'],
  ß: ['ss', 'sz'],
  þ: ['th'],
  ð: ['d', 'dh'],
  đ: ['d', 'dj'],
  ħ: ['h'],
  ŧ: ['t', 'th'],
  ł: ['l'],
  ı: ['i'],
  ĸ: ['q', 'k'],
  ŋ: ['n', 'ng'],
  ə: ['e', 'a'],
  ɓ: ['b'],
  ɖ: ['d'],
  ɗ: ['d'],
  ƙ: ['k'],
  ɣ: ['g', 'gh'],
  ɛ: ['e'],
  ɔ: ['o'],
  ʃ: ['s', 'sh'],
  ƒ: ['f'],
  ǝ: ['e'],
  ɨ: ['i'],
  ʉ: ['u'],
  ɲ: ['n', 'ny'],
  ŀ: ['l'],
  ŉ: ['n'],
  ƴ: ['y'],
  ƶ: ['z'],
}

/**
 * Letters of other scripts that are one to whoever searches: written forms of one letter, seats of the hamza, finals.
 * (Unicode core specification §9.1, §9.2.)
 */
export const oneLetter: Readonly<Record<string, string>> = {
  // alef with or without hamza, madda or wasla
  آ: 'ا',
  أ: 'ا',
  إ: 'ا',
  ٱ: 'ا',
  ٲ: 'ا',
  ٳ: 'ا',
  // yeh: alef maksura, Farsi yeh, yeh barree and the hamza's seats
  ى: 'ي',
  ی: 'ي',
  ې: 'ي',
  ے: 'ي',
  ۓ: 'ي',
  ئ: 'ي',
  ؤ: 'و',
  // teh marbuta and the hehs of Persian and Urdu
  ة: 'ه',
  ۀ: 'ه',
  ہ: 'ه',
  ۂ: 'ه',
  ۃ: 'ه',
  ھ: 'ه',
  ە: 'ه',
  // keheh and swash kaf
  ک: 'ك',
  ڪ: 'ك',
  گ: 'ك',
  // Hebrew finals
  ך: 'כ',
  ם: 'מ',
  ן: 'נ',
  ף: 'פ',
  ץ: 'צ',
  ς: 'σ',
  ґ: 'г',
}

/** Written or left out at will: the hamza alone and the tatweel. */
export const silentLetters = /[ءـ]/gu
