/** What stands in examples, and what whoever guesses tries first. */
const guessed = ['admin', 'change-me', 'changeme', 'password', 'polyclinic', 'postgres', 'secret']

/** Random bytes are never so few: 32 of them hold fewer than ten different ones once in 10^29 keys. */
const fewestDifferentBytes = 10

interface Given {
  DEMO?: string
  MASTER_KEY?: string
  DATABASE_URL?: string
}

/** At an address for everybody nothing may stand that everybody knows. Says what does, in a sentence that begins with its variable. */
export function knownToEverybody({ DEMO, MASTER_KEY, DATABASE_URL }: Given): string | undefined {
  if (DEMO === 'on') return 'DEMO cannot be on along with PUBLIC_ORIGIN: everybody knows the password of its accounts'
  if (MASTER_KEY && new Set(Buffer.from(MASTER_KEY, 'base64')).size < fewestDifferentBytes)
    return 'MASTER_KEY is not random: make one of your own with openssl rand -base64 32'
  if (DATABASE_URL && URL.canParse(DATABASE_URL)) {
    const { username, password } = new URL(DATABASE_URL)
    // without a password it is the socket, or another way to sign in
    if (password && (guessed.includes(decodeURIComponent(password).toLowerCase()) || password === username))
      return 'DATABASE_URL has a password that everybody guesses: give its user another one'
  }
  return undefined
}
