import type { Channel } from '@polyclinic/contract/messaging/channels.ts'
import type { Letter } from '../../../kit/documents/template.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { byEmail } from './email.ts'

/** What a message says, whichever way it goes; a channel takes of it what it can carry. */
export interface MessageContent {
  sender: string
  /** Where an answer goes; the sending address unless told. */
  replyTo?: string
  subject: string
  text: string
  html: string
  calendar?: { method: 'REQUEST' | 'CANCEL'; content: string }
  /** Set when the message leaves: the template's name, its values, and what the file is called. */
  document?: { template: string; data: Letter; name: string }
}

export interface Outgoing {
  id: string
  to: string
  content: MessageContent
  /** A PNG in base64; absent where the organization has none. */
  logo?: string
}

/** Hands one message over. Rejects with `NotAccepted` where it surely did not leave; anything else counts as that too. */
export type Send = (platform: Platform, message: Outgoing) => Promise<void>

/** One entry a channel: the compiler asks for it. */
export const sendBy: Readonly<Record<Channel, Send>> = { email: byEmail }
