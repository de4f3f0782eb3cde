/** Any digit of any script as 0 to 9: the digits of a script stand in runs of ten (Unicode: Nd). */
export const withDigits = (text: string): string => text.replaceAll(/(?![0-9])\p{Nd}/gu, valueOf)

function valueOf(digit: string): string {
  const point = digit.codePointAt(0) as number
  let start = point
  while (isDigit(start - 1)) start--
  return String((point - start) % 10)
}

const isDigit = (point: number) => /\p{Nd}/u.test(String.fromCodePoint(point))
