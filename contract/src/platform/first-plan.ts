/** What a new organization has where nothing else is said: it stays on offer. */
export const firstPlan = 'free'
