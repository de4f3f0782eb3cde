import { paths } from '../web/src/paths.ts'
import { workday } from './calendar.ts'

/** What the addresses of the app are made of: `organization`, `patient` and so on. */
export type Parts = Record<string, string>

type Make = (...parts: (string | undefined)[]) => string
type Makes = { [name: string]: Make | Makes }

/** One address of every route, by the name that paths.ts gives it; a test of paths.ts proves that no route is missing there. */
export function everyScreen(parts: Parts, makes = paths as Makes, prefix = ''): [name: string, address: string][] {
  return Object.entries(makes).flatMap(([name, make]) =>
    typeof make === 'function'
      ? [[prefix + name, addressBy(make, name, parts)]]
      : everyScreen(parts, make, `${prefix}${name}-`),
  )
}

/** Calls a maker of addresses with the parts that its parameters are named after; what is optional stays away. */
function addressBy(make: Make, name: string, parts: Parts): string {
  const [, named = ''] = /^\(?([^)=]*)\)?\s*=>/.exec(make.toString()) ?? []
  const address = make(...named.split(',').map((word) => parts[word.trim()]))
  if (address.includes('undefined')) throw new Error(`paths.${name} needs ${named}: teach e2e/worlds.ts to make one`)
  return address
}

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
    ...['members', 'clinics', 'services', 'practitioners', 'rooms'].map(
      (name) => `/${organization}/settings/${name}?new=1`,
    ),
  ]
}

/** Whether an address opens something beside or over its page. */
export const opensPanel = (address: string): boolean => /[?&](visit|book|patient|new)=/.test(address)
