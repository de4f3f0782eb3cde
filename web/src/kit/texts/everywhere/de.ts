import type { Catalogue } from '../catalogue.ts'

/** What the first page may have to say, in one file: the kit's words, those of features for any page, and the way in. */
export default import.meta.glob<Catalogue>(
  [
    '../../locales/de.json',
    '../../../features/{identity,factors}/locales/de.json',
    '../../../features/*/locales/everywhere/de.json',
    '../../../pages/*/locales/everywhere/de.json',
  ],
  { import: 'default', eager: true },
)

/** The words of one feature or side of the app each, when a page first needs them. */
export const others = import.meta.glob<Catalogue>(
  [
    '../../../features/*/locales/de.json',
    '!../../../features/{identity,factors}/locales/de.json',
    '../../../pages/*/locales/de.json',
  ],
  { import: 'default' },
)
