import { Fragment } from 'react'
import { languageTable } from '@polyclinic/contract/kit/language.ts'
import { useLanguage } from '../../../kit/texts/i18n.ts'
import { Highlight } from './Highlight.tsx'

type Props = { names: readonly { id: string; name: string }[]; query?: string }

export function NameList({ names, query = '' }: Props) {
  const { language } = useLanguage()
  return names.map(({ id, name }, at) => (
    <Fragment key={id}>
      {at > 0 && languageTable[language].comma}
      <bdi>
        <Highlight text={name} query={query} />
      </bdi>
    </Fragment>
  ))
}
