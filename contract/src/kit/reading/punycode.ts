const [base, least, most, skew, damp] = [36, 1, 26, 38, 700]

/** A label of a domain in its own letters: `xn--mller-kva` is `müller`. What decodes to nothing stays (RFC 3492). */
export function unicodeOf(label: string): string {
  if (!label.startsWith('xn--')) return label
  const coded = label.slice(4)
  const split = coded.lastIndexOf('-')
  const points = Array.from(coded.slice(0, Math.max(split, 0)), (sign) => sign.codePointAt(0) as number)
  const signs = Array.from(coded.slice(split + 1), digitOf)
  let [point, bias, index, at] = [128, 72, 0, 0]
  while (at < signs.length) {
    const before = index
    for (let weight = 1, place = base; ; place += base) {
      const digit = signs[at++] ?? -1
      if (digit < 0) return label
      index += digit * weight
      const threshold = Math.min(Math.max(place - bias, least), most)
      if (digit < threshold) break
      weight *= base - threshold
    }
    bias = adapted(index - before, points.length + 1, before === 0)
    point += Math.floor(index / (points.length + 1))
    index %= points.length + 1
    if (point > 0x10ffff) return label
    points.splice(index++, 0, point)
  }
  return String.fromCodePoint(...points)
}

const digitOf = (sign: string): number => 'abcdefghijklmnopqrstuvwxyz0123456789'.indexOf(sign)

function adapted(delta: number, count: number, isFirst: boolean): number {
  let left = Math.floor(delta / (isFirst ? damp : 2))
  left += Math.floor(left / count)
  let steps = 0
  for (; left > ((base - least) * most) / 2; steps += base) left = Math.floor(left / (base - least))
  return steps + Math.floor(((base - least + 1) * left) / (left + skew))
}
