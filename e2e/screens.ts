import { screensOf } from '../tools/screens.ts'
import { readSources } from '../tools/sources.ts'
import { workday } from './calendar.ts'

/** What the addresses of the app are made of: `organization`, `patient` and so on. */
export type Parts = Record<string, string>

/** One address of every row of the tables of screens, whichever manifest holds it, and a name for its picture. */
export const everyScreen = (parts: Parts): [name: string, address: string][] =>
  rowsOf((path) => !isOfPlatform(path)).map((path) => [nameOf(path), addressOf(path, parts)])

/** The same of those who run the installation, which look like no page to everybody else. */
export const platformScreens = (): [name: string, address: string][] =>
  rowsOf(isOfPlatform).map((path) => [nameOf(path), path])

const isOfPlatform = (path: string) => /^\/platform(\/|$)/.test(path) && !path.includes('$')

const rowsOf = (isMeant: (path: string) => boolean) =>
  screensOf(readSources(['web/src'], /\.tsx?$/))
    .map(({ path }) => path)
    .filter((path) => isMeant(path))

/** `/$organization/settings/rooms` → `settings-rooms` */
const nameOf = (path: string) =>
  path
    .replace(/^\/(\$organization\/)?/, '')
    .replaceAll('/', '-')
    .replaceAll('$', '') || 'home'

const addressOf = (path: string, parts: Parts) =>
  path.replaceAll(/\$(\w+)/g, (_match, name: string) => {
    const part = parts[name]
    if (part === undefined) throw new Error(`${path} needs ${name}: teach e2e/worlds.ts to make one`)
    return part
  })

/** The panels and dialogs that an address opens beside or over the work; `parts` must name an appointment and a patient. */
export function everyPanel({ organization, clinic, appointment, patient }: Parts): string[] {
  const day = `clinic=${clinic}&date=${workday(1)}`
  return [
    `/${organization}/calendar?${day}&book=1`,
    `/${organization}/calendar?${day}&view=week`,
    `/${organization}/calendar?${day}&by=room`,
    `/${organization}/calendar?${day}&visit=${appointment}`,
    `/${organization}/patients?patient=${patient}`,
    `/${organization}/patients?new=patient`,
    `/${organization}/patients?new=customer`,
    `/${organization}/patients?list=guardians`,
    `/${organization}/patients?search=nobody-is-called-so`,
    `/${organization}/settings/security-log?of=emergencies`,
    `/${organization}/settings/security-log?source=access&from=2020-01-01`,
    ...['members', 'clinics', 'services', 'practitioners', 'rooms'].map(
      (name) => `/${organization}/settings/${name}?new=1`,
    ),
  ]
}

/** Whether an address opens something beside or over its page. */
export const opensPanel = (address: string): boolean => /[?&](visit|book|patient|new)=/.test(address)
