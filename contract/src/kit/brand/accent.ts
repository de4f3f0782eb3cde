import { brightest, contrast, mixed, type Colour } from './colour.ts'

const white: Colour = '#ffffff'
const black: Colour = '#000000'

/** The surfaces on which an accent is hardest to read: the darkest of the light ones, the lightest of the dark ones. */
export const hardestSurface = { light: '#eef2f6', dark: '#26303f' } as const

/** Written on what is filled with the accent. */
const written = { light: white, dark: '#0b1017' } as const

/** WCAG 2.2, 1.4.3, level AA. */
export const enough = 4.5

/** Steps between a colour and black or white. */
const steps = 256

/** A way from a colour, 0, to its end, 1. */
type Way = (share: number) => Colour

const darker =
  (colour: Colour): Way =>
  (share) =>
    mixed(colour, black, share)

/** First more of the same light, then white: it stays a colour as long as it can. */
const lighter = (colour: Colour): Way => {
  const bright = brightest(colour)
  return (share) => (share < 0.5 ? mixed(colour, bright, share * 2) : mixed(bright, white, share * 2 - 1))
}

/** The nearest on a way that keeps `enough` from all of `others`; its end if none does. */
function firstClear(way: Way, others: readonly Colour[]): Colour {
  for (let step = 0; step < steps; step++) {
    const tried = way(step / steps)
    if (others.every((other) => contrast(tried, other) >= enough)) return tried
  }
  return way(1)
}

/** Whether text in this colour on light surfaces, and white text on it, can be read. */
export const isReadable = (accent: Colour): boolean =>
  contrast(accent, hardestSurface.light) >= enough && contrast(accent, written.light) >= enough

/** The colour of the same hue, as near as it can be, that is readable; the colour itself where it is. */
export const readableAccent = (accent: Colour): Colour =>
  firstClear(darker(accent), [hardestSurface.light, written.light])

export interface Shades {
  /** Fills buttons. */
  accent: Colour
  hover: Colour
  /** A tinted surface, and its edge. */
  soft: Colour
  line: Colour
  /** Text, on `soft` too. */
  ink: Colour
  /** Text on `accent` and `hover`. */
  on: Colour
}

/** Everything that is drawn in an accent, on light and on dark; each text of it keeps `enough` from what is behind it. */
export function shadesOf(chosen: Colour): { light: Shades; dark: Shades } {
  const light = readableAccent(chosen)
  const dark = firstClear(lighter(light), [hardestSurface.dark, written.dark])
  // half of the way to its brightest: a grey stays one, a colour does not pale
  const tint = mixed(light, brightest(light), 0.5)
  const soft = { light: mixed(tint, white, 0.88), dark: mixed(hardestSurface.dark, dark, 0.06) }
  return {
    light: {
      accent: light,
      hover: mixed(light, black, 0.2),
      soft: soft.light,
      line: mixed(tint, white, 0.6),
      ink: firstClear(darker(mixed(light, black, 0.15)), [soft.light, hardestSurface.light]),
      on: written.light,
    },
    dark: {
      accent: dark,
      hover: mixed(dark, white, 0.2),
      soft: soft.dark,
      line: mixed(hardestSurface.dark, dark, 0.25),
      ink: firstClear(lighter(mixed(dark, white, 0.2)), [soft.dark, hardestSurface.dark]),
      on: written.dark,
    },
  }
}
