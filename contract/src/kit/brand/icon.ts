import { shadesOf } from './accent.ts'
import { initialsOf } from './shown.ts'

const lettering = 'font-family="system-ui,sans-serif" font-size="28" font-weight="600"'
const centred = 'x="32" y="33" text-anchor="middle" dominant-baseline="central"'

/** Where there is no logo, an SVG: initials on the accent. They are letters and digits, so that nothing of a name is read as a drawing. */
export function drawnIcon(name: string, accent = '#0f766e'): string {
  const { light } = shadesOf(accent)
  const drawn = `<rect width="64" height="64" rx="14" fill="${light.accent}"/>
<text ${centred} fill="${light.on}" ${lettering}>${initialsOf(name)}</text>`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">${drawn}</svg>`
}
