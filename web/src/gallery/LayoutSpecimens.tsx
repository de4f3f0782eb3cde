import { useState } from 'react'
import { ExternalLink } from 'lucide-react'
import { Badge, CountBadge } from '../ui/signs/Badge.tsx'
import { Button } from '../ui/buttons/Button.tsx'
import { Card, Facts, Section } from '../ui/layout/Card.tsx'
import { Form, FormActions, FormRow } from '../ui/fields/FormActions.tsx'
import { IconButton } from '../ui/buttons/IconButton.tsx'
import { Link } from '../ui/buttons/Link.tsx'
import { PageHeader } from '../ui/layout/PageHeader.tsx'
import { SidePanel } from '../ui/overlays/SidePanel.tsx'
import { Stepper } from '../ui/layout/Stepper.tsx'
import { Tabs } from '../ui/layout/Tabs.tsx'
import { TextField } from '../ui/fields/TextField.tsx'
import { Specimen, Specimens } from './Specimen.tsx'
import { useWords } from './words.ts'

export function LayoutSpecimens() {
  const say = useWords()
  const [tab, setTab] = useState('timeline')
  const [step, setStep] = useState('time')
  return (
    <Specimens id="layout" title={say('Layout', 'التخطيط')}>
      <Specimen name="Tabs, Stepper" isStacked>
        <Tabs
          label={say('Patient', 'المريض')}
          value={tab}
          onChange={setTab}
          tabs={[
            {
              id: 'timeline',
              label: say('Timeline', 'السجل الزمني'),
              content: say('What happened, newest first.', 'ما حدث، الأحدث أولًا.'),
            },
            {
              id: 'billing',
              label: say('Billing', 'الفواتير'),
              badge: <CountBadge count={2} label={say('2 open', 'اثنتان مفتوحتان')} />,
              content: say('What is owed.', 'المستحق.'),
            },
            { id: 'files', label: say('Files', 'الملفات'), content: say('Letters and pictures.', 'الرسائل والصور.') },
            { id: 'locked', label: say('Locked', 'مقفل'), isDisabled: true, content: '' },
          ]}
        />
        <Stepper
          label={say('Booking', 'الحجز')}
          doneLabel={say('done', 'تم')}
          currentId={step}
          steps={(
            [
              ['service', say('Service', 'الخدمة')],
              ['time', say('Time', 'الوقت')],
              ['you', say('You', 'بياناتك')],
            ] as const
          ).map(([id, label], index, all) => ({
            id,
            label,
            onPress: index < all.findIndex(([each]) => each === step) ? () => setStep(id) : undefined,
          }))}
        />
      </Specimen>
      <Specimen
        name="Section, Card, Facts, Form"
        className="grid! grid-cols-[repeat(auto-fit,minmax(min(20rem,100%),1fr))] items-start!"
      >
        <Section
          title={say('Contact', 'جهة الاتصال')}
          headingLevel={3}
          description={say('Where reminders go.', 'حيث تصل التذكيرات.')}
        >
          <Form label={say('Contact', 'جهة الاتصال')} onSubmit={() => {}}>
            <FormRow>
              <TextField label={say('Street', 'الشارع')} />
              <TextField label={say('City', 'المدينة')} />
            </FormRow>
            <FormActions note={say('Saved as you type', 'يُحفظ أثناء الكتابة')}>
              <Button>{say('Discard', 'تجاهل')}</Button>
              <Button variant="primary" type="submit">
                {say('Save', 'حفظ')}
              </Button>
            </FormActions>
          </Form>
        </Section>
        <Card
          title={say('Facts', 'معلومات')}
          headingLevel={3}
          actions={<Button size="small">{say('Edit', 'تعديل')}</Button>}
        >
          <Facts
            items={[
              { label: say('Born', 'الميلاد'), value: say('4 May 1988 (38)', '٤ مايو ١٩٨٨ (٣٨)') },
              { label: say('Phone', 'الهاتف'), value: <span dir="ltr">+44 7700 900123</span> },
              { label: say('Guardian', 'ولي الأمر'), value: 'Lucía Gómez de la Serna y Aguirre' },
            ]}
          />
        </Card>
      </Specimen>
      <PanelSpecimen />
      <Specimen name="PageHeader" isStacked>
        <PageHeader
          title={say('Monday, 23 November', 'الاثنين، ٢٣ نوفمبر')}
          back={<Link href="#layout">{say('Calendar', 'التقويم')}</Link>}
          status={<Badge tone="good">{say('Open', 'مفتوحة')}</Badge>}
          subtitle={say('34 visits · 3 free hours', '٣٤ زيارة · ٣ ساعات متاحة')}
          actions={
            <>
              <Button>{say('Today', 'اليوم')}</Button>
              <Button variant="primary">{say('Book visit', 'احجز زيارة')}</Button>
            </>
          }
        />
      </Specimen>
    </Specimens>
  )
}

function PanelSpecimen() {
  const say = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <Specimen name="SidePanel" className="items-stretch!">
      <div className="flex h-96 w-full overflow-hidden rounded-lg border border-line bg-surface">
        <div className="min-w-0 flex-1 p-4">
          <Button onPress={() => setOpen(true)}>{say('Open beside', 'افتح بجانب العمل')}</Button>
        </div>
        {isOpen && (
          <SidePanel
            title="Priya Nair"
            subtitle={say('10:30 · Follow-up', '١٠:٣٠ · متابعة')}
            closeLabel={say('Close', 'إغلاق')}
            onClose={() => setOpen(false)}
            headerActions={
              <IconButton
                label={say('Open full page', 'افتح الصفحة الكاملة')}
                icon={<ExternalLink aria-hidden="true" className="size-4" />}
              />
            }
            actions={<Button variant="primary">{say('Check in', 'تسجيل الوصول')}</Button>}
          >
            <Facts
              items={[
                { label: say('Room', 'الغرفة'), value: say('Room 2', 'الغرفة ٢') },
                { label: say('State', 'الحالة'), value: <Badge tone="info">{say('Booked', 'محجوزة')}</Badge> },
              ]}
            />
          </SidePanel>
        )}
      </div>
    </Specimen>
  )
}
