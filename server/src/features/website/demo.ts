import type { FillDemo } from '../../demo/filling.ts'
import { changeWebsite } from './website/actions.ts'

/** Every practice of the demo world shows itself. */
export const fillDemo: FillDemo = ({ tx }) => changeWebsite(tx, { isPublic: true, embedOrigins: [] })
