import { Unreadable } from './unreadable.ts'

export type XmlToken =
  | { type: 'open'; name: string; attributes: string; isEmpty: boolean }
  | { type: 'close'; name: string }
  | { type: 'text'; text: string }

/** A tag that does not end within so many signs is none. */
const longestTag = 100_000

/**
 * The tags and the text of XML that a program wrote, as they come; names without their prefix. Whoever brings a document type,
 * and with it entities of its own, is refused.
 */
export async function* xmlTokens(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<XmlToken[]> {
  const decoder = new TextDecoder('utf-8')
  let rest = ''
  for await (const piece of pieces) {
    const { tokens, left } = tokensOf(rest + decoder.decode(piece, { stream: true }))
    rest = left
    if (tokens.length > 0) yield tokens
  }
}

function tokensOf(text: string): { tokens: XmlToken[]; left: string } {
  const tokens: XmlToken[] = []
  let at = 0
  for (;;) {
    const open = text.indexOf('<', at)
    if (open === -1) {
      const whole = wholeUntil(text, at)
      if (whole > at) tokens.push({ type: 'text', text: withoutEntities(text.slice(at, whole)) })
      return { tokens, left: text.slice(whole) }
    }
    const end = endOf(text, open)
    if (end === -1) {
      if (text.length - open > longestTag) throw new Unreadable('broken')
      return { tokens, left: text.slice(at) }
    }
    if (open > at) tokens.push({ type: 'text', text: withoutEntities(text.slice(at, open)) })
    const token = tokenOf(text.slice(open, end))
    if (token) tokens.push(token)
    at = end
  }
}

/** Text is handed on as far as it has come, save what may be half an entity. */
function wholeUntil(text: string, at: number): number {
  const begun = text.lastIndexOf('&')
  return begun >= at && text.length - begun < 12 ? begun : text.length
}

/** Behind the mark-up that begins there; -1 where more has to come first. */
function endOf(text: string, open: number): number {
  const behind = (sign: string) => {
    const at = text.indexOf(sign, open)
    return at === -1 ? -1 : at + sign.length
  }
  if (text.startsWith('<!--', open)) return behind('-->')
  if (text.startsWith('<![CDATA[', open)) return behind(']]>')
  return behind('>')
}

function tokenOf(tag: string): XmlToken | undefined {
  if (tag.startsWith('<![CDATA[')) return { type: 'text', text: tag.slice(9, -3) }
  if (tag.startsWith('<!--') || tag.startsWith('<?')) return undefined
  if (tag.startsWith('<!')) throw new Unreadable('broken')
  if (tag.startsWith('</')) return { type: 'close', name: localName(tag.slice(2, -1).trim()) }
  const isEmpty = tag.endsWith('/>')
  const [, name = '', attributes = ''] = /^<([^\s/>]+)([\s\S]*?)\/?>$/.exec(tag) ?? []
  return { type: 'open', name: localName(name), attributes, isEmpty }
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

/** The value of an attribute, by its name with any prefix. */
export function attributeOf(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  return found ? withoutEntities(found[1] ?? found[2] ?? '') : undefined
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const withoutEntities = (text: string) =>
  text.includes('&')
    ? text.replaceAll(
        /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi,
        (whole, hex?: string, decimal?: string, word = '') => {
          const point = hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : undefined
          if (point === undefined) return named[word] ?? whole
          return point <= 0x10_ff_ff ? String.fromCodePoint(point) : '\uFFFD'
        },
      )
    : text
