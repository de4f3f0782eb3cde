/** When the platform reminds whom of what; days are days of UTC. */
export const terms = {
  /** Days from the day of a bill to the day by which it is to be paid. */
  payWithin: 14,
  /** Days past that day on which a mail reminds of it. */
  remindAfter: [1, 7, 13],
  /** Days past that day after which only reading goes on. */
  readOnlyAfter: 14,
  /** Days after the day of a bill on which the card is asked for it. */
  chargeAfter: [0, 2, 5, 9],
  /** Days before the end of a trial on which a mail says so. */
  warnBefore: 3,
} as const
