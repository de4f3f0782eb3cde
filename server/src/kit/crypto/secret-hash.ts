import { createHash } from 'node:crypto'

/** What is kept of a random secret of 256 bits: whoever reads it cannot use it, and nobody finds it by trying. */
export const secretHash = (secret: string) => createHash('sha256').update(secret).digest()
