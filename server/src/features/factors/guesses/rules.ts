export interface Limit {
  maximum: number
  seconds: number
}

export const limits = {
  /** One account, from browsers that it has never signed in on. */
  account: { maximum: 10, seconds: 900 },
  /** One account, from one browser that it knows: strangers' guesses do not lock its person out. */
  known: { maximum: 10, seconds: 900 },
  /** What has few values, over a day: patience must not find it. */
  day: { maximum: 30, seconds: 86_400 },
  mail: { maximum: 6, seconds: 3600 },
  /** One address; of IPv6 its network. */
  address: { maximum: 50, seconds: 900 },
  /** One secret, tried on many accounts. */
  secret: { maximum: 20, seconds: 3600 },
  all: { maximum: 1000, seconds: 60 },
} satisfies Record<string, Limit>
