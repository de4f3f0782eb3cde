/** What is configured from outside, in the environment of the process. */
export const settingParts = ['mail', 'storage', 'scanner', 'cards', 'sign-in', 'pooler', 'live'] as const

/** Those that can be tried: by a mail to oneself, by bytes that are kept and taken away again, by a look at harmless ones. */
export const triedParts = ['mail', 'storage', 'scanner'] as const
