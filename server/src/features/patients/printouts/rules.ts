import { addressLines } from '@polyclinic/contract/kit/places/address.ts'
import { localeOf } from '@polyclinic/contract/kit/locale.ts'
import type { Language } from '@polyclinic/contract/kit/language.ts'
import { shownEmail } from '@polyclinic/contract/kit/reading/email.ts'
import type { Fact } from '../../../kit/documents/template.ts'
import { words } from '../../../kit/text/text.ts'
import type { PatientValues } from '../patients/fields.ts'
import type { Contact } from '../search/rules.ts'
import type { PrintedGuardian } from './queries.ts'

export interface Printed {
  kind: 'human' | 'animal'
  known: PatientValues
  guardians: readonly PrintedGuardian[]
}

interface Section {
  title: string
  facts: Fact[]
}

type Said = string | null | undefined | false

/** A birth date as far as it is known, in the order of the country. */
function dayIn(locale: string, day: string): string {
  const [year = 0, month, date] = day.split('-').map(Number)
  const at = new Date(Date.UTC(year, (month ?? 1) - 1, date ?? 1))
  const shown: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    month: month ? 'long' : undefined,
    day: date ? 'numeric' : undefined,
    timeZone: 'UTC',
  }
  return new Intl.DateTimeFormat(locale, shown).format(at)
}

/** Each part in its own direction: a number beside Arabic words stays where it was written. */
function joined(parts: readonly Said[], between = ' · '): string {
  const said = parts.filter((part) => typeof part === 'string' && part !== '')
  return said.length > 1 && between === ' · '
    ? said.map((part) => `\u2068${part}\u2069`).join(between)
    : said.join(between)
}

/** Everything in words of a language; rows that say nothing are left out. */
function wordsFor(language: Language, country: string) {
  const text = words(language, 'patients')
  const locale = localeOf(language, country)
  const date = (day: string | null | undefined) => (day ? dayIn(locale, day) : undefined)
  const until = (day: string | undefined) => day && text('printout.until', { date: date(day) })
  const row = (label: string, value: Said, isNumber = false): Fact[] =>
    value ? [{ label: text(`printout.field.${label}`), value, isNumber }] : []
  const place = (address: Contact['address']) =>
    address ? addressLines(address, country, locale).join('\n') : undefined
  return { text, locale, date, until, row, place }
}

type Texts = ReturnType<typeof wordsFor>

const nameOf = ({ known }: Printed) => joined([known.usedName ?? known.givenName, known.familyName], ' ')

export function printedWords(printed: Printed, language: Language, country: string) {
  const { text, date } = wordsFor(language, country)
  const { known, guardians } = printed
  const born = date(known.birthDate)
  return {
    name: nameOf(printed),
    lines: [
      joined([known.species && text(`export.species.${known.species}`), known.breed]),
      born ? `${text('printout.field.birthDate')}: ${born}` : '',
      guardians.map(({ name }) => name).join(', '),
    ].filter(Boolean),
    chip: known.microchip ?? undefined,
    codeText: text('printout.code'),
    file: { 'front-page': text('printout.file.front-page'), label: text('printout.file.label') },
  }
}

export function printedSections(printed: Printed, language: Language, country: string): Section[] {
  const texts = wordsFor(language, country)
  const { text } = texts
  const sections = [
    { title: 'person', facts: personFacts(printed, texts) },
    { title: 'numbers', facts: numberFacts(printed, texts) },
    { title: 'contact', facts: contactFacts(printed.known.contact ?? undefined, texts) },
    { title: printed.kind === 'animal' ? 'owners' : 'guardians', facts: guardianFacts(printed, texts) },
    { title: 'more', facts: moreFacts(printed, texts, language) },
  ]
  return sections
    .filter(({ facts }) => facts.length > 0)
    .map(({ title, facts }) => ({ title: text(`printout.section.${title}`), facts }))
}

function personFacts({ known }: Printed, { text, row, date }: Texts): Fact[] {
  const legal = joined([known.title, known.givenName, known.familyName], ' ')
  return [
    ...row('legalName', (known.usedName || known.title) && legal),
    ...row(
      'aliases',
      (known.aliases ?? []).map((alias) => `${alias.text} (${text(`printout.alias.${alias.kind}`)})`).join('\n'),
    ),
    ...row('pronouns', known.pronouns),
    ...row('species', known.species && text(`export.species.${known.species}`)),
    ...row('breed', known.breed),
    ...row('birthDate', date(known.birthDate)),
    ...row('deceasedOn', date(known.deceasedOn)),
    ...row('sex', known.sex && text(`export.sex.${known.sex}`)),
    ...row('isNeutered', known.isNeutered !== null && text(known.isNeutered ? 'export.yes' : 'export.no')),
    ...row(
      'physiology',
      known.physiology && joined([text(`printout.clinicalSex.${known.physiology.sex}`), known.physiology.note]),
    ),
    ...row('colour', known.colour),
  ]
}

const numberFacts = ({ known }: Printed, { text, until, row }: Texts): Fact[] => [
  ...row('microchip', known.microchip, true),
  ...(known.identifiers ?? [])
    .filter(({ value }) => value !== known.microchip)
    .map((each): Fact => ({
      label: text(`export.identifier.${each.kind}`),
      value: joined([each.value, each.issuer, each.country, until(each.until)]),
      isNumber: false,
    })),
]

function contactFacts(contact: Contact | undefined, { text, row, place, until }: Texts): Fact[] {
  const about = (of: NonNullable<Contact['about']>['phone']) =>
    of &&
    joined([of.label === 'own' ? of.ownLabel : of.label && text(`printout.label.${of.label}`), until(of.until)], ', ')
  const phones = [
    ...(contact?.phone ? [joined([contact.phone, about(contact.about?.phone)])] : []),
    ...(contact?.others ?? [])
      .filter(({ kind, doNotUse }) => kind === 'phone' && doNotUse === undefined)
      .map((other) => joined([other.value, about(other)])),
  ]
  return [
    ...row('phone', phones.join('\n')),
    ...row('email', contact?.email && shownEmail(contact.email), true),
    ...row('address', place(contact?.address)),
  ]
}

const guardianFacts = ({ guardians }: Printed, { place }: Texts): Fact[] =>
  guardians.map(({ name, contact }) => ({
    label: name,
    value: joined([contact?.phone, contact?.email && shownEmail(contact.email), place(contact?.address)], '\n') || '–',
    isNumber: false,
  }))

function moreFacts({ known }: Printed, { text, row, until, place, locale }: Texts, language: Language): Fact[] {
  const named = new Intl.DisplayNames(locale, { type: 'language' })
  const spoken = (known.speech?.languages ?? []).map((code) => named.of(code) ?? code)
  return [
    ...row('speech', joined([spoken.join(', '), known.speech?.needsInterpreter && text('printout.interpreter')])),
    ...row('language', known.language && known.language !== language && text(`export.language.${known.language}`)),
    ...row(
      'insurance',
      known.insurance && joined([known.insurance.insurer, known.insurance.policyNumber, until(known.insurance.until)]),
    ),
    ...row('registration', known.registration),
    ...row(
      'whereabouts',
      known.whereabouts &&
        joined(
          [text(`printout.place.${known.whereabouts.kind}`), known.whereabouts.text, place(known.whereabouts.address)],
          '\n',
        ),
    ),
    ...row('memo', known.memo),
  ]
}
