import { UnreadableArchive } from '../../../kit/storage/unzip.ts'
import type { ProblemData } from '@polyclinic/contract/kit/problem.ts'

export type UnreadableReason = ProblemData<'table-unreadable'>['reason']

/** A file is no table that can be read. */
export class Unreadable extends Error {
  readonly reason: UnreadableReason

  constructor(reason: UnreadableReason) {
    super(`the table cannot be read: ${reason}`)
    this.reason = reason
  }
}

/** Why reading failed, where that was the file's fault. */
export const reasonOf = (error: unknown): UnreadableReason | undefined =>
  error instanceof Unreadable || error instanceof UnreadableArchive ? error.reason : undefined
