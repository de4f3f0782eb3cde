import type { ReactionSeverity } from '@polyclinic/contract/patients/allergy-states.ts'
import type { SubstanceCode } from '@polyclinic/contract/patients/substances.ts'
import { json, sealed, text } from '../../../kit/crypto/sealed.ts'

export interface Substance {
  code?: SubstanceCode
  text?: string
}

export interface Reaction {
  text: string
  severity?: ReactionSeverity
}

export const allergySecrets = sealed('allergies', {
  substance: json<Substance>(),
  reactions: json<Reaction[]>(),
  onset: text,
  note: text,
})

export const alertSecrets = sealed('alerts', { text })
