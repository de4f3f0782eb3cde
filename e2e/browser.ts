/** Debian's Chromium, or the one named in CHROMIUM. */
export const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium'

/** Works as root in a container, and talks to nobody but the product. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
