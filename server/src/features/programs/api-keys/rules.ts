/** How keys begin, so that people and scanners of leaked secrets recognize them. */
export const keyPrefix = 'pck_'

export const isApiKey = (token: string) => token.startsWith(keyPrefix)
