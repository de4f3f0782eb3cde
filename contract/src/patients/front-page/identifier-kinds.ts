/** What a number names its bearer in; of people and of animals. */
export const identifierKinds = {
  human: ['national', 'insurance', 'passport', 'other'],
  animal: ['microchip', 'tattoo', 'animal-passport', 'other'],
} as const

export type IdentifierKind = (typeof identifierKinds)['human' | 'animal'][number]

export const allIdentifierKinds = [
  'national',
  'insurance',
  'passport',
  'microchip',
  'tattoo',
  'animal-passport',
  'other',
] as const satisfies readonly IdentifierKind[]

interface Identifier {
  kind: IdentifierKind
  value: string
  from?: string
  until?: string
}

/** Whether it is a chip that still lies in the animal on a day. */
export const isActiveChip = ({ kind, until }: Identifier, day: string) =>
  kind === 'microchip' && (until === undefined || until >= day)

export const aliasKinds = ['birth', 'former', 'transliteration', 'other'] as const

/** FHIR sex-parameter-for-clinical-use: what doses and reference ranges go by. */
export const clinicalSexes = ['female-typical', 'male-typical', 'specified', 'unknown'] as const

export const whereaboutsKinds = ['home', 'stable', 'farm', 'boarding', 'shelter', 'other'] as const

/** ISO 639 codes of the languages that a form offers first; any other may be given by its code. */
export const spokenLanguages =
  `ar bg bn bs cs da de el en es et fa fi fr ga gu he hi hr hu id it ja ka ko ku lt lv mk ml mr ms mt
  nb ne nl pa pl ps pt ro ru sgn si sk sl so sq sr sv sw ta te th ti tl tr uk ur uz vi yo yue zh zu`
    .split(/\s+/)
    .toSorted()
