import { domainToASCII } from 'node:url'

export interface Mailbox {
  name?: string
  address: string
}

const named = /^(?:"((?:[^"\\]|\\.)*)"|([^<>"]*?))\s*<([^<>]+)>$/

/** `Praxis Nord <termine@praxis.example>`, `"Nord, Praxis" <…>` or a bare address (RFC 5322 §3.4); undefined for anything else. */
export function parseMailbox(value: string): Mailbox | undefined {
  const text = value.trim()
  const [, quoted, plain, inBrackets] = named.exec(text) ?? []
  const address = asciiAddress(inBrackets ?? text)
  if (!address) return undefined
  const name = (quoted?.replaceAll(/\\(.)/g, '$1') ?? plain ?? '').trim()
  return { ...(name && { name }), address }
}

/** The address with its domain as the wire has it (RFC 5891): `info@präxis.example` → `info@xn--prxis-hra.example`. */
export function asciiAddress(address: string): string | undefined {
  const at = address.lastIndexOf('@')
  const [local, domain] = [address.slice(0, at), domainToASCII(address.slice(at + 1))]
  return at > 0 && domain && /^[^\s<>,;:"@\p{Cc}]+$/u.test(local) && !/\s/.test(address)
    ? `${local}@${domain}`
    : undefined
}
