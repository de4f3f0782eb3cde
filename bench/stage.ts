import { testRolePrefix } from '../server/src/testing/cluster.ts'
import { freePort } from '../server/src/testing/free-port.ts'
import { createWorld, type TestOrganization, type World } from '../server/src/testing/world.ts'

export interface Stage extends Omit<World, 'organization'> {
  /** The surroundings of an api process on the same database. */
  env: Record<string, string>
  port: number
  /** For people, with its owner, ready to be called. */
  organization(): Promise<TestOrganization>
}

/** The test kit's world, unless told without the worker's half: what is measured is the answer. */
export async function openStage(cluster: string, { hasWorker = false } = {}): Promise<Stage> {
  const port = await freePort()
  const env = {
    PORT: String(port),
    REQUESTS_PER_MINUTE: '100000000',
    SIGN_INS_PER_MINUTE: '1000',
  }
  const world = await createWorld(env, { cluster, hasWorker })
  return {
    ...world,
    env: {
      ...env,
      DATA_DIR: world.application.platform.config.dataDir,
      DEMO: 'off',
      LOG_LEVEL: 'silent',
      DATABASE_URL: world.ownerUrl,
      ROLE_PREFIX: testRolePrefix,
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    },
    port,
    organization: () => world.organization({ kind: 'human' }),
  }
}
