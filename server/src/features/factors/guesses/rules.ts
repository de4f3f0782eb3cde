/** At most `most` wrong guesses in `seconds`. */
export interface Limit {
  most: number
  seconds: number
}

/** What is counted at once for one guess. */
export const limits = {
  /** One account, from browsers that it has never signed in on. */
  account: { most: 10, seconds: 900 },
  /** One account, from one browser that it knows: strangers' guesses do not lock its person out. */
  known: { most: 10, seconds: 900 },
  /** What has few values, over a day: patience must not find it. */
  day: { most: 30, seconds: 86_400 },
  /** Mails that strangers can have sent to one address. */
  mail: { most: 6, seconds: 3600 },
  /** One address; of IPv6 its network. */
  address: { most: 50, seconds: 900 },
  /** One secret, tried on many accounts. */
  secret: { most: 20, seconds: 3600 },
  /** Everybody together. */
  all: { most: 1000, seconds: 60 },
} satisfies Record<string, Limit>
