// A worker that is killed in the middle of an import, between writing rows and keeping them.
import { workUntilKilled } from '../../../kit/works/works-fixture.ts'
import { runImport } from './jobs.ts'

await workUntilKilled(runImport)
