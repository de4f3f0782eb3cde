import { ownWork } from './works/queries.ts'
import { workView } from './works/view.ts'

export const works = { own: ownWork, view: workView }
