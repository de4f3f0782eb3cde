/** What was written, what was looked at or taken out, and who came in with which rights. */
export const logSources = ['records', 'access', 'security'] as const

/** What is chained by itself: what was done to records, looks included, and what happened to members, rights and sign-ins. */
export const logChains = ['records', 'security'] as const

export const logActions = [
  'create',
  'update',
  'delete',
  'read',
  'print',
  'export',
  'sign-in',
  'refuse',
  'grant',
] as const
