import { shadesOf, type Shades } from './accent.ts'
import { typeStacks } from './type-stacks.ts'
import type { Look } from './look.ts'

/** What a look is on a page, as custom properties; a browser takes the one of each pair that the page is drawn in. */
export function propertiesOf({ accent, type }: Look): Record<string, string> {
  return { ...(accent && accentProperties(accent)), ...(type && { '--brand-type': typeStacks[type] }) }
}

function accentProperties(accent: string): Record<string, string> {
  const { light, dark } = shadesOf(accent)
  const both = (name: keyof Shades) => `light-dark(${light[name]}, ${dark[name]})`
  return {
    '--accent': both('accent'),
    '--accent-hover': both('hover'),
    '--accent-soft': both('soft'),
    '--accent-line': both('line'),
    '--accent-ink': both('ink'),
    '--on-accent': both('on'),
  }
}

/** The same as a style sheet. */
export function sheetOf(look: Look): string {
  const properties = Object.entries(propertiesOf(look)).map(([name, value]) => `${name}:${value}`)
  return properties.length > 0 ? `html:root{${properties.join(';')}}\n` : ''
}
