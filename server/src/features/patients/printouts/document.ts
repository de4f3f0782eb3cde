import { createHash } from 'node:crypto'
import { renderSVG } from 'uqr'
import type { Language } from '@polyclinic/contract/kit/language.ts'
import type { BytesAnswer } from '@polyclinic/contract/kit/plain.ts'
import type { Documents } from '../../../kit/documents/documents.ts'
import { template, type Fact, type Letter, type Line } from '../../../kit/documents/template.ts'
import type { OrganizationFacts } from '../../../kit/db/tenant.ts'
import { printedSections, printedWords, type Printed } from './rules.ts'

interface FrontPage extends Letter {
  sections: { title: string; facts: Fact[] }[]
}

interface Label extends Letter {
  lines: Line[]
  code: string
  codeText: string
}

export const frontPageTemplate = template<FrontPage>(
  'patients.front-page',
  new URL('./front-page.typ', import.meta.url),
)
export const labelTemplate = template<Label>('patients.label', new URL('./label.typ', import.meta.url))

export interface Asked {
  organization: Pick<OrganizationFacts, 'name' | 'country' | 'brand'>
  language: Language
  /** Where the patient is shown to whoever may see it. */
  url: string
}

const frameOf = (printed: Printed, { organization, language }: Asked): Letter => ({
  language,
  country: organization.country,
  title: printedWords(printed, language, organization.country).name,
  look: organization.brand.own,
  sender: { name: organization.name, lines: [] },
})

/** What is known, in sections; what is empty is not on it. */
export const frontPageOf = (printed: Printed, asked: Asked): FrontPage => ({
  ...frameOf(printed, asked),
  sections: printedSections(printed, asked.language, asked.organization.country),
})

/** For a folder, a tube or a cage: who it is, and a code that leads to the screen and says nothing by itself. */
export function labelOf(printed: Printed, asked: Asked): Label {
  const said = printedWords(printed, asked.language, asked.organization.country)
  return {
    ...frameOf(printed, asked),
    lines: [
      ...said.lines.map((text): Line => ({ text, isNumber: false })),
      ...(said.chip ? [{ text: said.chip, isNumber: true }] : []),
    ],
    code: renderSVG(asked.url, { border: 0 }),
    codeText: said.codeText,
  }
}

export async function printedFile(
  documents: Documents,
  form: 'front-page' | 'label',
  printed: Printed,
  asked: Asked,
): Promise<BytesAnswer> {
  const content =
    form === 'label'
      ? await documents.render(labelTemplate.name, labelOf(printed, asked))
      : await documents.render(frontPageTemplate.name, frontPageOf(printed, asked))
  return {
    name: `${printedWords(printed, asked.language, asked.organization.country).file[form]}.pdf`,
    type: 'application/pdf',
    isShown: true,
    size: content.length,
    tag: createHash('sha256').update(content).digest('base64url').slice(0, 22),
    async *open(first, last) {
      yield content.subarray(first, last + 1)
    },
  }
}
