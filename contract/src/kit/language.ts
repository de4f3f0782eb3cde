import { z } from 'zod'

/** The languages that the product speaks; BCP 47. */
export const languages = ['en', 'de', 'ar'] as const

export const language = z.enum(languages)

export type Language = z.infer<typeof language>
