/** To whom a copy of a record is given. */
export const recipients = ['person', 'guardian', 'practice', 'insurer', 'authority', 'other'] as const

export type Recipient = (typeof recipients)[number]
