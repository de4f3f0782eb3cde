import { serve } from '../serve.ts'

/** Both halves of the product in one process, as operators run them. */
serve({ api: true, worker: true })
