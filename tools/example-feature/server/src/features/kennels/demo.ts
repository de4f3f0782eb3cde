import type { FillDemo } from '../../demo/filling.ts'
import { addKennel } from './kennels/actions.ts'

/** One kennel where animals are treated. */
export const fillDemo: FillDemo = async ({ tx, organization, id }) => {
  if (organization.kind !== 'human') await addKennel(tx, { name: 'Kennel 1' }, id('kennel', '1'))
}
