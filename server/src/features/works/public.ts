import { newestOf, ownWork } from './works/queries.ts'
import { workView } from './works/view.ts'

export const works = { own: ownWork, newestOf, view: workView }
