export interface Property {
  value: string
  params: Record<string, string>
}

export type CalendarFile = Record<string, Property[]>

/** Reads an iCalendar stream as RFC 5545 writes it, and throws where it breaks a rule that calendars insist on. */
export function readCalendar(content: string): { calendar: CalendarFile; event: CalendarFile } {
  requireLines(content)
  const lines = content
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter(Boolean)
  const parts: Record<string, CalendarFile> = { VCALENDAR: {}, VEVENT: {} }
  const open: string[] = []
  for (const line of lines) {
    const { name, ...property } = propertyOf(line)
    if (name === 'BEGIN') open.push(property.value)
    else if (name === 'END') {
      if (open.pop() !== property.value) throw new Error(`${property.value} ends that did not begin`)
    } else ((parts[open.at(-1) ?? ''] ??= {})[name] ??= []).push(property)
  }
  if (open.length > 0) throw new Error(`${open.join(', ')} does not end`)
  const { VCALENDAR: calendar = {}, VEVENT: event = {} } = parts
  for (const name of ['VERSION', 'PRODID', 'METHOD']) requireOnce(calendar, name)
  for (const name of ['UID', 'DTSTAMP', 'DTSTART', 'SEQUENCE', 'ORGANIZER', 'SUMMARY']) requireOnce(event, name)
  return { calendar, event }
}

/** §3.1: lines end with CRLF and hold at most 75 octets. */
function requireLines(content: string): void {
  if (!content.endsWith('\r\n') || /(^|[^\r])\n|\r(?!\n)/.test(content)) throw new Error('lines must end with CRLF')
  const long = content.split('\r\n').find((line) => Buffer.byteLength(line) > 75)
  if (long) throw new Error(`longer than 75 octets: ${long}`)
}

/** §3.1: NAME;PARAM=value;PARAM="quoted, value":value. */
function propertyOf(line: string): { name: string } & Property {
  const match = /^([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]*))*):(.*)$/s.exec(line)
  if (!match) throw new Error(`not a content line: ${line}`)
  const [, name = '', params = '', value = ''] = match
  return {
    name,
    params: Object.fromEntries(
      [...params.matchAll(/;([A-Z0-9-]+)=(?:"([^"]*)"|([^";:,]*))/g)].map(([, key, quoted, plain]) => [
        key,
        unescaped(quoted ?? plain ?? ''),
      ]),
    ),
    value: value.replaceAll(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign)),
  }
}

/** RFC 6868: `^'` is a quotation mark, `^n` the end of a line, `^^` the sign itself. */
const unescaped = (value: string) =>
  value.replaceAll(/\^(['n^])/g, (_, sign: string) => (sign === "'" ? '"' : sign === 'n' ? '\n' : '^'))

function requireOnce(component: CalendarFile, name: string): void {
  if (component[name]?.length !== 1) throw new Error(`${name} must stand once`)
}
