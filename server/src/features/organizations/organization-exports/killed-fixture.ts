// A worker that is killed in the middle of the archive, between writing rows and keeping them.
import { workUntilKilled } from '../../../kit/works/works-fixture.ts'
import { exportOrganization } from './jobs.ts'

await workUntilKilled(exportOrganization)
