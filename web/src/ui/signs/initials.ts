/**
 * What stands before a name and is none of it, in the languages of the platform and their neighbours: compared without dots
 * and hyphens. A word is a title only where a name follows it, so that a Mr Herr keeps his.
 */
const titles = new Set(
  [
    'dr dra drs doctor doctora docteur dott dottssa dottoressa prof professor professorin pd priv doz privdoz univ dipl ing dipling diplpsych diplmed',
    'mr mrs ms miss mx mister sir rev',
    'herr frau hr med dent vet dres sanrat',
    'sig sra mme mlle monsieur madame',
    'د دكتور دكتورة الدكتور الدكتورة أد بروفيسور أستاذ أستاذة الأستاذ الأستاذة مهندس مهندسة السيد السيدة الآنسة سيد سيدة',
  ].flatMap((line) => line.split(' ')),
)

const ranks = new Set('md phd dds dvm mbbs mrcvs bsc msc frcs rn jr sr ii iii'.split(' '))

const bare = (word: string) => word.toLocaleLowerCase('en').replace(/[.\-’'/]/gu, '')

/** Ends in a dot and is more than one letter ("med.", "Dipl.-Ing."); "J." is a name's own. */
const isAbbreviation = (word: string) =>
  word.endsWith('.') && word.replace(/\./gu, '').length > 1 && /\p{Ll}\.$|-/u.test(word)

/** The words of a name without titles and ranks; all of them where nothing else would be left. */
function nameWords(name: string): string[] {
  const words = name
    .replace(/\([^)]*\)/gu, ' ')
    .split(/[\s,،]+/u)
    .filter((word) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(word))
  const first = words.findIndex((word) => !titles.has(bare(word)) && !isAbbreviation(word))
  if (first < 0) return words
  const named = words.slice(first)
  while (named.length > 2 && ranks.has(bare(named.at(-1) ?? ''))) named.pop()
  return named
}

export function initials(name: string): string {
  const words = nameWords(name)
  const last = words.length > 1 ? words.at(-1) : undefined
  return [words[0], last]
    .map((word) => firstLetter(word ?? ''))
    .join('')
    .toLocaleUpperCase()
}

/** The Arabic article belongs to its word, and is no letter of it. */
function firstLetter(word: string): string {
  const letters = word.replace(/^\p{P}+/u, '').replace(/^ال(?=\p{L}{2})/u, '')
  for (const { segment } of new Intl.Segmenter().segment(letters)) return segment
  return ''
}
