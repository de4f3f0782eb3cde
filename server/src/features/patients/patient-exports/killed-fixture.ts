// A worker that is killed in the middle of a table, between writing rows and keeping them.
import { workUntilKilled } from '../../../kit/works/works-fixture.ts'
import { exportPatients } from './jobs.ts'

await workUntilKilled(exportPatients)
