/** What stops an erasure: somebody said that the record must stay as it is, or the patient is still to come. */
export const erasureObstacles = ['legal-hold', 'visits-ahead'] as const

export type ErasureObstacle = (typeof erasureObstacles)[number]

export const requestKinds = ['correction', 'erasure'] as const
export const requestStates = ['open', 'accepted', 'refused', 'done'] as const

export type RequestKind = (typeof requestKinds)[number]
export type RequestState = (typeof requestStates)[number]
