import type { z } from 'zod'
import type { contact } from './contacts.ts'

/** What a contact is reached by. */
export const reachKinds = ['phone', 'email', 'address'] as const

export type ReachKind = (typeof reachKinds)[number]

/** What a phone, an address of mail or a place is called; `own`: in its own word. */
export const contactLabels = ['home', 'work', 'mobile', 'school', 'other', 'own'] as const

export type Contact = z.infer<typeof contact>
type Other = NonNullable<Contact['others']>[number]
type About = NonNullable<NonNullable<Contact['about']>[ReachKind]>

const isValidOn = (about: About | undefined, day: string) =>
  (about?.from ?? '') <= day && day <= (about?.until ?? '9999-12-31')

/**
 * The contact as it holds on a day (`YYYY-MM-DD`): where what is preferred has ended or has not begun, it stands among the
 * others, and the first of these that is valid, and not marked as never to be used, takes its place.
 */
export function contactOn(contact: Contact, day: string): Contact {
  const { about = {}, others = [] } = contact
  if (others.length === 0 && Object.keys(about).length === 0) return contact
  return reachKinds.reduce((now, kind) => settled(now, kind, day), contact)
}

function settled(contact: Contact, kind: ReachKind, day: string): Contact {
  const isThere = contact[kind] !== undefined
  if (isThere && isValidOn(contact.about?.[kind], day)) return contact
  const others = contact.others ?? []
  const next = others.find((other) => other.kind === kind && other.doNotUse === undefined && isValidOn(other, day))
  if (!next && !isThere) return contact
  const { [kind]: _, about: abouts, others: __, ...rest } = contact
  const { [kind]: ___, ...otherAbouts } = abouts ?? {}
  const about = { ...otherAbouts, ...(next && saidOf(next)) }
  const all = [...asOther(contact, kind), ...others.filter((other) => other !== next)]
  return {
    ...rest,
    ...(next && asPreferred(next)),
    ...(Object.keys(about).length > 0 && { about }),
    ...(all.length > 0 && { others: all }),
  }
}

function asPreferred(other: Other): Pick<Contact, ReachKind> {
  const { kind, value, address } = other
  if (kind === 'address') return { ...(address && { address }) }
  return value === undefined ? {} : { [kind]: value }
}

function saidOf({ kind, label, ownLabel, from, until }: Other): Contact['about'] {
  const about = {
    ...(label && { label }),
    ...(ownLabel && { ownLabel }),
    ...(from && { from }),
    ...(until && { until }),
  }
  return Object.keys(about).length > 0 ? { [kind]: about } : {}
}

function asOther({ phone, email, address, about }: Contact, kind: ReachKind): Other[] {
  if (kind === 'address') return address ? [{ kind, address, ...about?.address }] : []
  if (kind === 'phone') return phone === undefined ? [] : [{ kind, value: phone, ...about?.phone }]
  return email === undefined ? [] : [{ kind, value: email, ...about?.email }]
}
