import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { StartupError } from './startup-error.ts'

// A start right after a kill may meet the old process while it still drains.
const PATIENCE_MS = 3000

/**
 * Holds the data folder for this process. SQLite's exclusive lock is used because the kernel gives it up with the process,
 * however that ends, and because it also holds between containers that share the folder; a file with a process id does neither.
 */
export async function lockDataFolder(dataDir: string, patienceMs = PATIENCE_MS): Promise<{ release: () => void }> {
  const lock = new DatabaseSync(path.join(dataDir, 'polyclinic.lock'), { timeout: 0 })
  for (const deadline = Date.now() + patienceMs; ;) {
    try {
      lock.exec('begin exclusive')
      return { release: () => lock.close() }
    } catch {
      if (Date.now() > deadline) break
      await wait(50)
    }
  }
  lock.close()
  throw new StartupError(
    `another Polyclinic is already running on the data folder ${dataDir}: stop it first, or set DATA_DIR to another folder.`,
  )
}
