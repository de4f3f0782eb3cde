import { id } from '@polyclinic/contract/kit/ids.ts'
import { z } from 'zod'
import { event } from '../../kit/jobs/events.ts'

const message = { messageId: id }

/** It is due; later where `runAt` says so, in PostgreSQL's or RFC 3339's way of writing. */
export const messageQueued = event('message.queued', { ...message, runAt: z.string().optional() })
export const messageWithdrawn = event('message.withdrawn', message)
export const messageSent = event('message.sent', message)
export const messageDeferred = event('message.deferred', message)
export const messageFailed = event('message.failed', message)
