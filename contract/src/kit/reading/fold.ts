import { withDigits } from './digits.ts'
import { latinLetters, oneLetter, silentLetters } from './letters.ts'

/**
 * The version of {@link fold}, {@link foldedForms} and what a search keeps beside them: whoever changes what they answer
 * counts it up, and stored keys are made anew in small steps.
 */
export const foldVersion = 2

const hidden = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu
/** Kinds of apostrophes and what stands for one: left out, as a machine-readable passport leaves them out. */
const apostrophes = /['’‘‛‵′`´ʼʻʹʾʿˈ]/gu

/** Without case and hidden characters, digits as 0 to 9; each letter still with its marks. */
const spelled = (value: string) =>
  withDigits(value.normalize('NFKC')).replaceAll(hidden, '').toLowerCase().normalize('NFC')

/** Each letter as `form` writes it, else without its marks; words apart by one space. */
function written(value: string, form: (letter: string) => string | undefined): string {
  const lettersOf = (text: string) => Array.from(text, (letter) => form(letter) ?? oneLetter[letter] ?? letter).join('')
  const bare = lettersOf(value).normalize('NFKD').replaceAll(/\p{M}/gu, '')
  return lettersOf(bare)
    .replaceAll(silentLetters, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const first = (letter: string) => latinLetters[letter]?.[0]
const second = (letter: string) => latinLetters[letter]?.at(-1)

/**
 * The folded form by which names are searched and sorted: no case, no accents, no apostrophes, letters as
 * {@link latinLetters} writes them first, those of other scripts in one of their forms, digits as 0 to 9, single spaces.
 */
export const fold = (value: string): string => written(spelled(value).replaceAll(apostrophes, ''), first)

/** Two letters for one umlaut, and one letter for it: `mueller` and `muller` meet here. */
const collapsed = (folded: string): string => folded.replaceAll(/(?<=[aou])e/g, '').replaceAll('aa', 'a')

/**
 * All ways in which a name is looked for, the folded one first: with apostrophes as gaps, with its parts joined (O'Brien,
 * O Brien, OBrien), with the second writing of its letters, and with two letters taken for one.
 */
export function foldedForms(name: string): string[] {
  const main = fold(name)
  const others = written(spelled(name).replaceAll(apostrophes, ''), second)
  const gaps = written(spelled(name).replaceAll(apostrophes, ' '), first)
  const forms = [main, gaps, main.replaceAll(' ', ''), others, collapsed(main), collapsed(others)]
  return [...new Set(forms.filter(Boolean))]
}
