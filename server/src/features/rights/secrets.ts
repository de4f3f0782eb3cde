import { json, sealed, text } from '../../kit/crypto/sealed.ts'

/** What was asked: of a correction what is wrong and what is right. */
export interface Asked {
  about?: string
  right?: string
}

export const restrictionSecrets = sealed('restrictions', { reason: text })
export const holdSecrets = sealed('legal_holds', { reason: text, lift_reason: text })
export const requestSecrets = sealed('rights_requests', { asked: json<Asked>(), answer: text })
