import type { Catalogue } from '../catalogue.ts'

/** What the first page may have to say, in one file: the kit's words, those of features for any page, and the way in. */
export default import.meta.glob<Catalogue>(
  [
    '../../locales/en.json',
    '../../../features/{identity,factors}/locales/en.json',
    '../../../features/*/locales/everywhere/en.json',
    '../../../pages/*/locales/everywhere/en.json',
  ],
  { import: 'default', eager: true },
)

/** The words of one feature or side of the app each, when a page first needs them. */
export const others = import.meta.glob<Catalogue>(
  [
    '../../../features/*/locales/en.json',
    '!../../../features/{identity,factors}/locales/en.json',
    '../../../pages/*/locales/en.json',
  ],
  { import: 'default' },
)
