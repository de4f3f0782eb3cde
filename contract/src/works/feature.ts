import { workRoutes } from './works.ts'

export const routes = { works: workRoutes }
