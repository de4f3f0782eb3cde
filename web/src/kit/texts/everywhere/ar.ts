import type { Catalogue } from '../catalogue.ts'

/** What the first page may have to say, in one file: the kit's words, those of features for any page, and the way in. */
export default import.meta.glob<Catalogue>(
  [
    '../../locales/ar.json',
    '../../../features/{identity,factors}/locales/ar.json',
    '../../../features/*/locales/everywhere/ar.json',
    '../../../pages/*/locales/everywhere/ar.json',
  ],
  { import: 'default', eager: true },
)

/** The words of one feature or side of the app each, when a page first needs them. */
export const others = import.meta.glob<Catalogue>(
  [
    '../../../features/*/locales/ar.json',
    '!../../../features/{identity,factors}/locales/ar.json',
    '../../../pages/*/locales/ar.json',
  ],
  { import: 'default' },
)
