import type { Person } from '../../../testing/world.ts'
import { sentFile } from '../../../testing/files.ts'
import { startWorker, type TestWorker } from '../../../kit/works/works-fixture.ts'
import type { World } from '../../../testing/world.ts'
import type { AnyWork } from '../../../kit/works/work.ts'
import { checkImport } from '../checks/jobs.ts'
import { runImport } from '../runs/jobs.ts'
import { undoImport } from '../undos/jobs.ts'

/** Begins an import with this table; its id. */
export async function begun(who: Person, table: string | Buffer): Promise<string> {
  const fileId = await sentFile(who, Buffer.from(table), 'attachment', 'patients.csv')
  return (await who.post('/imports', { fileId })).body.id as string
}

export const importOf = async (who: Person, id: string) => (await who.get(`/imports/${id}`)).body

/** Works off what waits, as another process does. */
export async function working<Result>(
  world: World,
  during: (worker: TestWorker) => Promise<Result>,
  kinds: readonly AnyWork[] = [checkImport, runImport, undoImport],
): Promise<Result> {
  const worker = await startWorker(world.application.platform, world.ownerUrl, kinds)
  try {
    return await during(worker)
  } finally {
    await worker.stop()
  }
}

/** Asks for a step of an import and waits until it is over; the import after it. */
export async function done(world: World, who: Person, id: string, step: 'check' | 'run' | 'undo') {
  await who.post(`/imports/${id}/${step}`)
  await working(world, ({ workers }) => workers.drain())
  return importOf(who, id)
}
