/** What somebody is to a patient for whom they answer. */
export const relationKinds = ['owner', 'co-owner', 'carer', 'parent', 'payer', 'other'] as const

export type RelationKind = (typeof relationKinds)[number]

/** Of those who own it, and so may have a share. */
export const ownsIt = (kind: RelationKind): boolean => kind === 'owner' || kind === 'co-owner'

/** What a former guardian goes on seeing: nothing, or what there was until the day. */
export const formerSees = ['nothing', 'until-then'] as const
