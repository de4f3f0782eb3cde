/** `#rrggbb` in lower case: the only way in which a colour is kept, so that nothing else ever reaches a style sheet. */
export type Colour = string

/** Of light, each part 0 to 1 (IEC 61966-2-1). */
type Light = readonly [red: number, green: number, blue: number]

/** What is typed as a colour, `#rgb` or `#rrggbb`, with or without its sign; undefined for anything else. */
export function readColour(typed: string): Colour | undefined {
  const digits = /^\s*#?([0-9a-f]{6}|[0-9a-f]{3})\s*$/i.exec(typed)?.[1]?.toLowerCase()
  if (digits === undefined) return undefined
  return `#${digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits}`
}

const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
const encoded = (part: number) => (part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055)

const lightOf = (colour: Colour): Light => {
  const value = Number.parseInt(colour.slice(1), 16)
  return [linear((value >> 16) / 255), linear(((value >> 8) & 255) / 255), linear((value & 255) / 255)]
}

const hex = (part: number) =>
  Math.round(255 * encoded(Math.min(1, Math.max(0, part))))
    .toString(16)
    .padStart(2, '0')

/** `share` of the second colour in the first, 0 to 1, mixed as light is: the hue stays. */
export function mixed(first: Colour, second: Colour, share: number): Colour {
  const [from, to] = [lightOf(first), lightOf(second)]
  const part = (at: 0 | 1 | 2) => hex(from[at] + (to[at] - from[at]) * share)
  return `#${part(0)}${part(1)}${part(2)}`
}

/** The same hue as bright as it gets: the strongest part of its light is all of it. Black is white then. */
export function brightest(colour: Colour): Colour {
  const light = lightOf(colour)
  const most = Math.max(...light)
  if (most === 0) return '#ffffff'
  return `#${light.map((part) => hex(part / most)).join('')}`
}

/** Relative luminance, WCAG 2.2. */
const luminance = (colour: Colour) => {
  const [red, green, blue] = lightOf(colour)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast ratio, 1 to 21 (WCAG 2.2, 1.4.3). */
export function contrast(first: Colour, second: Colour): number {
  const [low, high] = [luminance(first), luminance(second)].toSorted((a, b) => a - b) as [number, number]
  return (high + 0.05) / (low + 0.05)
}
