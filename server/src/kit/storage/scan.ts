/** Looks a file over for malicious software; `away`: nobody could say, and the file has to wait. */
export type Scan = (bytes: AsyncIterable<Uint8Array>) => Promise<'clean' | 'infected' | 'away'>
