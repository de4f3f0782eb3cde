import { codeOf } from '../thrown.ts'

/** An exclusion constraint refused: somebody else has that time. */
export const isTaken = (error: unknown): boolean => codeOf(error) === '23P01'

/** Thrown to run a transaction again from its start: what it began with has changed meanwhile. */
export class StartAgain extends Error {}

/** Deadlock, serialization, lock not available: the transaction may simply be run again. */
export const isCollision = (error: unknown): boolean => ['40P01', '40001', '55P03'].includes(codeOf(error) ?? '')

/** Runs a whole transaction, and again where it was in another one's way: nothing of the first try was kept. */
export async function retrying<Result>(transaction: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await transaction()
    } catch (error) {
      if (tries >= 3 || !(isCollision(error) || error instanceof StartAgain)) throw error
    }
  }
}
