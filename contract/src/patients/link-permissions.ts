export const linkPermissions = ['appointments', 'records', 'billing', 'messages'] as const

export type LinkPermission = (typeof linkPermissions)[number]
