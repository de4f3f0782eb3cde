/** Lengths of time in milliseconds. A day of the calendar may be longer or shorter: such days are added by Temporal. */
export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour
