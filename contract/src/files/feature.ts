import { completionRoutes } from './completions.ts'
import { fileRoutes } from './files.ts'
import { partRoutes } from './file-parts.ts'

export const routes = { files: fileRoutes, fileParts: partRoutes, completions: completionRoutes }
