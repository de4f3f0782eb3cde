// A worker that is killed in the middle of the archive, between writing rows and keeping them.
import { openApplication } from '../../../application.ts'
import { readConfig } from '../../../kit/config/config.ts'
import { createLog } from '../../../kit/log/log.ts'
import type { AnyWork } from '../../../kit/works/work.ts'
import { startWorker } from '../../../kit/works/works-fixture.ts'
import { testMaster, testRolePrefix } from '../../../testing/cluster.ts'
import { exportOrganization } from './jobs.ts'

/** Runs `written` after each part that was written and is not kept yet. */
export const watched = (written: (parts: number) => Promise<void> | void): AnyWork => ({
  name: exportOrganization.name,
  run: (context) => {
    let parts = 0
    return exportOrganization.run({
      ...context,
      async write(bytes) {
        await context.write(bytes)
        await written(++parts)
      },
    })
  },
})

if (import.meta.main) {
  const [url = '', dataDir = '', at = '6'] = process.argv.slice(2)
  const { platform } = await openApplication({
    config: readConfig({ DATA_DIR: dataDir, DEMO: 'off' }),
    log: createLog('silent'),
    master: testMaster,
    url,
    rolePrefix: testRolePrefix,
    parts: { api: false, worker: false },
  })
  await startWorker(platform, url, [
    watched((parts) => void (parts === Number(at) && process.kill(process.pid, 'SIGKILL'))),
  ])
}
