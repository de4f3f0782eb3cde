import { newestOf, ownWork, underWayOf } from './works/queries.ts'
import { workView } from './works/view.ts'

export const works = { own: ownWork, newestOf, underWayOf, view: workView }
