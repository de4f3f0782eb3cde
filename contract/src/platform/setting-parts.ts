/** What is configured from outside, in the environment of the process. */
export const settingParts = ['mail', 'storage', 'scanner', 'cards', 'sign-in', 'pooler', 'live'] as const

/**
 * Those that can be tried: by a mail to oneself, by bytes that are kept and taken away again, by a look at harmless ones, by asking the
 * provider of cards who we are, by what providers of sign-ins publish of themselves.
 */
export const triedParts = ['mail', 'storage', 'scanner', 'cards', 'sign-in'] as const

/** Without what is configured for them there is nothing to try. */
export const triedWhereConfigured: readonly string[] = ['scanner', 'cards', 'sign-in']
