import { readFileSync } from 'node:fs'
import path from 'node:path'

const manifest = readFileSync(path.join(import.meta.dirname, '../../../package.json'), 'utf8')

/** Of the server that runs. */
export const productVersion = (JSON.parse(manifest) as { version: string }).version
