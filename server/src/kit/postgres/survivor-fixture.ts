// Run by launcher.test.ts as a process of its own, to be killed while its PostgreSQL runs.
import { startEmbeddedPostgres } from './launcher.ts'

const database = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '' })
process.send?.({ pid: database.pid, url: database.url })
setInterval(() => {}, 1000)
