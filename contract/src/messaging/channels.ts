/** How a message reaches somebody. What each needs on the server stands in server/src/features/messaging/channels. */
export const channels = ['email'] as const

export type Channel = (typeof channels)[number]
