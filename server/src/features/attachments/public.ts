import { listFilesOf } from './documents/queries.ts'

/** `listFiles`: all of a patient's documents and the files that hold them, for who takes them along or erases them. */
export const attachments = { listFiles: listFilesOf }
