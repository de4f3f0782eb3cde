import { contrast, mixed, type Colour } from './colour.ts'

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

/** The colour nearest to this one on the way to `towards` that keeps `enough` from all of `others`; the end of that way if none does. */
function movedUntilClear(colour: Colour, towards: Colour, others: readonly Colour[]): Colour {
  for (let step = 0; step < steps; step++) {
    const tried = mixed(colour, towards, step / steps)
    if (others.every((other) => contrast(tried, other) >= enough)) return tried
  }
  return towards
}

/** Whether text in this colour on light surfaces, and white text on it, can be read. */
export const isReadable = (accent: Colour): boolean =>
  contrast(accent, hardestSurface.light) >= enough && contrast(accent, written.light) >= enough

/** The colour of the same hue, as near as it can be, that is readable; the colour itself where it is. */
export const readableAccent = (accent: Colour): Colour =>
  movedUntilClear(accent, black, [hardestSurface.light, written.light])

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
  const dark = movedUntilClear(light, white, [hardestSurface.dark, written.dark])
  const soft = { light: mixed(light, white, 0.92), dark: mixed(hardestSurface.dark, dark, 0.06) }
  return {
    light: {
      accent: light,
      hover: mixed(light, black, 0.2),
      soft: soft.light,
      line: mixed(light, white, 0.7),
      ink: movedUntilClear(mixed(light, black, 0.15), black, [soft.light, hardestSurface.light]),
      on: written.light,
    },
    dark: {
      accent: dark,
      hover: mixed(dark, white, 0.2),
      soft: soft.dark,
      line: mixed(hardestSurface.dark, dark, 0.25),
      ink: movedUntilClear(mixed(dark, white, 0.2), white, [soft.dark, hardestSurface.dark]),
      on: written.dark,
    },
  }
}
