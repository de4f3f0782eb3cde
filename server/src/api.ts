import { serve } from './serve.ts'

/** One of any number of api processes; its database is migrated beforehand (`npm run migrate`). */
serve({ api: true, worker: false })
