import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { factLine } from '../../../kit/texts/fact-line.ts'
import { api, q } from '../../../kit/api/api.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useGo } from '../../../kit/screen/navigation.tsx'
import { problemText } from '../../../kit/api/problem.ts'
import { ProblemBanner } from '../../../kit/fields/ProblemBanner.tsx'
import { useSearch } from '../../../kit/search/search.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { RadioGroup } from '../../../ui/choices/RadioGroup.tsx'
import { SearchField } from '../../../ui/fields/SearchField.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { TextArea } from '../../../ui/fields/TextArea.tsx'
import { paths } from '../../../paths.ts'
import { useWords } from '../words.ts'

/** Letters and digits from which on is searched, and those that a reason needs. */
const leastSearch = 3
const leastReason = 10

type Props = {
  search?: string
  onClose: () => void
}

export function EmergencyDialog({ search = '', onClose }: Props) {
  const { t } = useTranslation('patients')
  const words = useWords()
  const { slug: organization, name } = useOrganization()
  const client = useQueryClient()
  const go = useGo()
  const once = useIntent()
  const form = useFormState(
    { patientId: '', reason: '' },
    {
      required: ['patientId', 'reason'],
      check: ({ reason }): Record<string, string> =>
        reason.trim().length < leastReason ? { reason: t('emergency.reasonShort') } : {},
    },
  )
  const open = async (body: typeof form.values) => {
    await once(api.patients.emergencyAccesses.open, { params: { organization }, body })
    void client.resetQueries({ queryKey: q.patients.patients.key() })
    go(paths.patient(organization, body.patientId), { replace: true })
  }
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(open)}
      onClose={onClose}
      title={words('emergency.title')}
      problem={
        <>
          <Banner tone="warn">{t('emergency.text', { name })}</Banner>
          <ProblemBanner form={form} />
        </>
      }
      action={t('emergency.open')}
      isDangerous
    >
      <Candidates search={search} {...form.field('patientId')} />
      <TextArea
        {...form.field('reason')}
        label={t('emergency.reason')}
        description={t('emergency.reasonText')}
        maxLength={500}
        rows={2}
      />
    </FormDialog>
  )
}

type CandidatesProps = { search: string; value: string; onChange: (id: string) => void; error?: string }

/** At most five of whom the search may mean; even looking is recorded. */
function Candidates({ search, value, onChange, error }: CandidatesProps) {
  const { t } = useTranslation('patients')
  const words = useWords()
  const { date } = useFormat()
  const { slug: organization } = useOrganization()
  const [text, setText] = useState(search)
  // Each look is recorded, so that it waits for a pause.
  const { answer, question, retry } = useSearch(
    text,
    (wanted) =>
      q.patients.emergencyAccesses.candidates.queryOptions({
        input: { params: { organization }, query: { search: wanted } },
      }),
    { least: leastSearch, rest: 500 },
  )
  const items = answer.state === 'answered' ? answer.items : undefined
  const type = (next: string) => {
    setText(next)
    if (value) onChange('')
  }
  return (
    <div className="flex flex-col gap-3">
      <SearchField
        label={words('emergency.who')}
        placeholder={t('emergency.placeholder')}
        clearLabel={t('kit:action.clear')}
        value={text}
        onChange={type}
        isLoading={answer.state === 'waiting'}
        autoFocus
      />
      <div aria-live="polite" className="flex flex-col gap-2">
        {answer.state === 'idle' && <p className="text-13 text-muted">{t('emergency.typeMore')}</p>}
        {answer.state === 'failed' && (
          <Banner
            tone="bad"
            title={t('kit:search.failed')}
            action={
              <Button size="small" onPress={retry}>
                {t('kit:action.retry')}
              </Button>
            }
          >
            {problemText(answer.error)}
          </Banner>
        )}
        {answer.state === 'waiting' && (
          <SkeletonRegion label={t('kit:state.loading')}>
            <Skeleton shape="row" lines={2} />
          </SkeletonRegion>
        )}
        {items?.length === 0 && <p className="text-muted">{words('noMatch', { search: question })}</p>}
      </div>
      {items && items.length > 0 && (
        <RadioGroup
          label={words('patient')}
          isLabelHidden
          look="cards"
          value={value || null}
          onChange={onChange}
          error={error}
          options={items.map((one) => ({
            value: one.id,
            label: <bdi>{one.name}</bdi>,
            description:
              factLine([one.species && words(`species.${one.species}`), one.birthDate && date(one.birthDate)]) ||
              words('unknownBirth'),
          }))}
        />
      )}
      {!items?.length && error && <p className="text-13 text-bad-ink">{error}</p>}
    </div>
  )
}
