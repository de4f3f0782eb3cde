/** The server says "Firefox on Linux" of a browser; a dot says the same in every language. */
export const deviceName = (said: string): string => said.replace(' on ', ' · ')
