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
