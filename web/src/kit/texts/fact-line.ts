const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}]/u
const otherLetter = /[^\P{L}\p{Script=Arabic}\p{Script=Hebrew}]/u

type Fact = string | false | null | undefined

/**
 * Facts in one line. Where words of both directions meet each fact keeps its own: "Lionhead · 12 سنة" would otherwise give
 * the number to the breed.
 */
export function factLine(facts: readonly Fact[], between = ' · '): string {
  const known = facts.filter((fact): fact is string => Boolean(fact))
  const isMixed = [rightToLeft, otherLetter].every((letter) => known.some((fact) => letter.test(fact)))
  return known.map((fact) => (isMixed ? `\u2068${fact}\u2069` : fact)).join(between)
}
