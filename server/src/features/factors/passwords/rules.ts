/** Whom a password belongs to: made of their own words it is soon guessed. */
export interface PasswordOwner {
  name?: string
  email?: string
}

const meant: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}
const letters = (text: string) => text.replaceAll(/[0134-57@$!]/g, (sign) => meant[sign] ?? sign)

/** The words that a password may stand for: as it is, without what is put behind, with letters for the signs that replace them. */
export function basesOf(password: string): string[] {
  const whole = password.normalize('NFKC').toLowerCase()
  const ended = [whole]
  for (let cut = 1; cut <= 6 && /[\p{N}\p{P}\p{S}\s]$/u.test(ended.at(-1) ?? ''); cut++)
    ended.push((ended.at(-1) ?? '').slice(0, -1))
  return [...new Set(ended.flatMap((base) => [base, letters(base), letters(base).replaceAll('i', 'l')]))]
}

const folded = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

/** Nothing but the person's or the product's own words and at most four characters more. */
export function isMadeOfOwnWords(password: string, { name = '', email = '' }: PasswordOwner): boolean {
  const words = [name, ...name.split(/[\s-]+/), email, ...email.split(/[@.+_-]/), 'polyclinic']
    .map(folded)
    .filter((word) => word.length >= 3)
    .toSorted((a, b) => b.length - a.length)
  const whole = folded(password)
  const left = words.reduce((rest, word) => rest.replaceAll(word, ''), whole)
  return left.length < whole.length && left.length <= 4
}

const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'qwertzuiop',
  'asdfghjkl',
  'zxcvbnm',
  'yxcvbnm',
]
const neighbours = new Set(
  rows.flatMap((row) => [...row].slice(1).flatMap((after, at) => [row[at] + after, after + row[at]])),
)

/** One pattern over and over, or runs of the alphabet, of digits and of the keyboard. */
export function isPattern(password: string): boolean {
  const signs = [...password.toLowerCase()]
  for (let unit = 1; unit <= 8 && unit <= signs.length / 2; unit++)
    if (signs.every((sign, at) => at < unit || sign === signs[at - unit])) return true
  const runs = signs.filter((sign, at) => {
    const before = signs[at - 1]
    return before === undefined || (before !== sign && !neighbours.has(before + sign))
  })
  return runs.length <= signs.length / 4
}
