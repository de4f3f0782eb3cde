import { serve } from './serve.ts'

/** One of any number of worker processes: events, jobs, mails. */
serve({ api: false, worker: true })
