// A worker that is killed in the middle of a copy, between writing rows and keeping them.
import { workUntilKilled } from '../../../kit/works/works-fixture.ts'
import { copyPatient } from './jobs.ts'

await workUntilKilled(copyPatient)
