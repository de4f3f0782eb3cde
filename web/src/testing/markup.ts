interface Element {
  name: string
  attributes: Record<string, string>
  children: (Element | string)[]
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" }
const decoded = (text: string) => text.replaceAll(/&([#\w]+);/g, (entity, name: string) => entities[name] ?? entity)

const withoutEnd = new Set(['br', 'hr', 'img', 'input', 'link', 'meta', 'wbr'])

/** React closes what it opens, so that nothing has to be guessed. */
function parsed(markup: string): Element {
  const root: Element = { name: '', attributes: {}, children: [] }
  const open = [root]
  const plain = markup.replaceAll(/<(script|style)\b.*?<\/\1>|<!--.*?-->|<!DOCTYPE[^>]*>/gs, '')
  for (const [, end, name, rest = '', text] of plain.matchAll(/<(\/?)([\w-]+)([^>]*)>|([^<]+)/g)) {
    if (name === undefined) open.at(-1)?.children.push(decoded(text ?? ''))
    else if (end) open.pop()
    else {
      const attributes = [...rest.matchAll(/([\w-]+)="([^"]*)"/gi)].map(([, key = '', value = '']) => [
        key,
        decoded(value),
      ])
      const element: Element = {
        name,
        attributes: Object.fromEntries(attributes) as Element['attributes'],
        children: [],
      }
      open.at(-1)?.children.push(element)
      if (!withoutEnd.has(name) && !rest.endsWith('/')) open.push(element)
    }
  }
  return root
}

const childrenOf = ({ children }: Element) => children.filter((child) => typeof child !== 'string')

/** All below, in the order of the page. */
const below = (element: Element): Element[] => childrenOf(element).flatMap((child) => [child, ...below(child)])

/** What is read there, one space between two pieces. */
function textOf(element: Element): string {
  if (element.name === 'template') return ''
  const pieces = element.children.map((child) => (typeof child === 'string' ? child : textOf(child)))
  return pieces.join(' ').replaceAll(/\s+/g, ' ').trim()
}

const nameOf = (element: Element) => element.attributes['aria-label'] ?? textOf(element)
const cells = ['gridcell', 'rowheader']

/** A page as somebody finds it: of the page alone, unless the frame around it is said to be meant. */
export function pageOf(markup: string) {
  const whole = parsed(markup)
  const all = below(whole)
  const main = all.find(({ name }) => name === 'main') ?? whole
  const inside = below(main)
  const withRole = (...roles: string[]) => inside.filter(({ attributes }) => roles.includes(attributes['role'] ?? ''))
  const reasonOf = ({ attributes }: Element) =>
    (attributes['aria-describedby'] ?? '')
      .split(' ')
      .flatMap((id) => all.filter(({ attributes: own }) => own['id'] === id))
      .map(textOf)
      .join(' ')
  return {
    markup,
    title: all.filter(({ name }) => name === 'title').map(textOf)[0],
    text: textOf(main),
    headings: inside.filter(({ name }) => /^h\d$/.test(name)).map(textOf),
    columns: withRole('columnheader').map(textOf),
    /** Rows of tables, cell by cell. */
    rows: withRole('row')
      .map((row) =>
        below(row)
          .filter(({ attributes }) => cells.includes(attributes['role'] ?? ''))
          .map(textOf),
      )
      .filter((row) => row.length > 0),
    items: inside.filter(({ name }) => name === 'li').map(textOf),
    alerts: withRole('alert', 'status').map(textOf),
    buttons: inside.filter(({ name }) => name === 'button').map(nameOf),
    /** Buttons that do nothing now, and why. */
    refused: new Map(
      inside
        .filter(({ attributes }) => attributes['aria-disabled'] === 'true')
        .map((one) => [nameOf(one), reasonOf(one)]),
    ),
    /** Every link by where it leads, those of the frame among them. */
    links: new Map(all.filter(({ name }) => name === 'a').map((one) => [one.attributes['href'] ?? '', nameOf(one)])),
    /** Texts that keep a direction of their own. */
    leftToRight: inside.filter(({ attributes }) => attributes['dir'] === 'ltr').map(textOf),
    ownDirection: inside.filter(({ name, attributes }) => name === 'bdi' || attributes['dir'] === 'auto').map(textOf),
  }
}

export type DrawnPage = ReturnType<typeof pageOf>
