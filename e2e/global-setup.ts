import path from 'node:path'
import { startProduct } from './product.ts'

const root = path.dirname(import.meta.dirname)

/** One real product for all journeys; a running one can be named in ORIGIN while writing them. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.ORIGIN) return undefined
  const product = await startProduct(path.join(root, 'test-results', 'product.log'))
  process.env.ORIGIN = product.origin
  process.env.JOURNEY_DATABASE = product.database
  return product.stop
}
