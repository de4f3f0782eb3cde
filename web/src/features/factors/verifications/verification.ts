import { paths } from '../../../paths.ts'

/** Where the link in the confirming mail leads: a page that says so and goes on. */
export const afterVerification = (next: string) => paths.verify({ done: '1', next: next === '/' ? undefined : next })
