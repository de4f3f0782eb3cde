import { useState } from 'react'
import { CalendarDays, Columns3, Rows3, Search } from 'lucide-react'
import { Checkbox, CheckboxGroup } from '../ui/choices/Checkbox.tsx'
import { ComboBox } from '../ui/choices/ComboBox.tsx'
import { MultiSelect } from '../ui/choices/MultiSelect.tsx'
import { RadioGroup } from '../ui/choices/RadioGroup.tsx'
import { SegmentedControl } from '../ui/choices/SegmentedControl.tsx'
import { Select } from '../ui/choices/Select.tsx'
import { Switch } from '../ui/choices/Switch.tsx'
import { Specimen, Specimens } from './Specimen.tsx'
import { useWords } from './words.ts'

export const people = [
  { id: 'haddad', label: 'Dr. Amira Haddad', description: 'Room 1' },
  { id: 'wei', label: 'Dr. Li Wei', description: 'Room 2' },
  { id: 'alvarez', label: 'Dr. José Álvarez', description: 'Room 3' },
  { id: 'petrova', label: 'Nina Petrova, PT', description: 'Room 4' },
  { id: 'okafor', label: 'Tom Okafor, RN', description: 'Room 5', isDisabled: true },
]

export function ChoiceSpecimens() {
  const say = useWords()
  const choose = say('Choose', 'اختر')
  const [person, setPerson] = useState<string | null>('wei')
  const [several, setSeveral] = useState<string[]>(['haddad', 'wei'])
  const [view, setView] = useState<'day' | 'week' | 'month'>('day')
  const practitioner = say('Practitioner', 'الطبيب')
  return (
    <Specimens id="choices" title={say('Choices', 'الاختيارات')}>
      <Specimen name="Select, MultiSelect" isGrid>
        <Select label={practitioner} options={people} value={person} onChange={setPerson} placeholder={choose} />
        <Select
          label={say('Room', 'الغرفة')}
          options={people}
          placeholder={choose}
          error={say('Choose a room.', 'اختر غرفة.')}
          isRequired
        />
        <Select label={say('Room', 'الغرفة')} options={people} placeholder={choose} isDisabled />
        <MultiSelect
          label={say('Shown in the calendar', 'المعروضون في التقويم')}
          options={people}
          value={several}
          onChange={setSeveral}
          placeholder={choose}
        />
      </Specimen>
      <Specimen name="ComboBox" isGrid>
        <ComboBox
          label={say('Patient', 'المريض')}
          items={people}
          placeholder={say('Type a name', 'اكتب اسمًا')}
          emptyText={say('Nobody by that name', 'لا أحد بهذا الاسم')}
          before={<Search aria-hidden="true" className="size-4" />}
        />
        <ComboBox label={practitioner} items={people} value={person} onChange={setPerson} />
        <RemoteComboBox />
        <ComboBox
          label={say('Patient', 'المريض')}
          items={people}
          error={say('Choose a patient from the list.', 'اختر مريضًا من القائمة.')}
        />
      </Specimen>
      <Specimen name="Checkbox, Switch" isGrid>
        <div>
          <Checkbox
            label={say('Send a reminder', 'أرسل تذكيرًا')}
            defaultValue
            description={say('A day before, by SMS.', 'قبل يوم، برسالة قصيرة.')}
          />
          <Checkbox label={say('All rooms', 'كل الغرف')} isIndeterminate />
          <Checkbox
            label={say('I have read the consent', 'قرأت الموافقة')}
            isRequired
            error={say('Consent is needed to go on.', 'الموافقة مطلوبة للمتابعة.')}
          />
          <Checkbox label={say('Locked by the plan', 'مقفل حسب الخطة')} isDisabled defaultValue />
        </div>
        <div>
          <Switch label={say('Video visit', 'زيارة بالفيديو')} defaultValue />
          <Switch
            label={say('Online booking', 'الحجز عبر الإنترنت')}
            description={say('Patients can book free times.', 'يمكن للمرضى حجز الأوقات المتاحة.')}
          />
          <Switch label={say('Not in this plan', 'ليس ضمن هذه الخطة')} isDisabled />
          <Switch label={say('Reminders', 'التذكيرات')} isAtEnd defaultValue />
        </div>
        <CheckboxGroup
          label={say('Reminders', 'التذكيرات')}
          defaultValue={['sms']}
          options={[
            { value: 'sms', label: say('SMS', 'رسالة قصيرة') },
            {
              value: 'mail',
              label: say('E-mail', 'بريد إلكتروني'),
              description: say('With the calendar file', 'مع ملف التقويم'),
            },
            { value: 'call', label: say('Phone call', 'مكالمة'), isDisabled: true },
          ]}
        />
      </Specimen>
      <Specimen name="RadioGroup" isGrid>
        <RadioGroup
          label={say('Pay by', 'الدفع بواسطة')}
          defaultValue="card"
          options={[
            { value: 'card', label: say('Card', 'بطاقة') },
            { value: 'cash', label: say('Cash', 'نقدًا') },
            { value: 'insurance', label: say('Insurance', 'تأمين'), isDisabled: true },
          ]}
        />
        <RadioGroup
          look="cards"
          label={say('This visit', 'هذه الزيارة')}
          defaultValue="one"
          options={[
            {
              value: 'one',
              label: say('Only this one', 'هذه فقط'),
              description: say('The others stay as they are.', 'تبقى الأخرى كما هي.'),
            },
            {
              value: 'all',
              label: say('This and all later ones', 'هذه وكل ما بعدها'),
              description: say('7 visits move with it.', 'تنتقل معها ٧ زيارات.'),
            },
          ]}
        />
        <RadioGroup
          label={say('Sex', 'الجنس')}
          orientation="horizontal"
          error={say('Choose one.', 'اختر واحدًا.')}
          options={[
            { value: 'f', label: say('Female', 'أنثى') },
            { value: 'm', label: say('Male', 'ذكر') },
          ]}
        />
      </Specimen>
      <Specimen name="SegmentedControl">
        <SegmentedControl
          label={say('View', 'العرض')}
          value={view}
          onChange={setView}
          segments={[
            { value: 'day', label: say('Day', 'يوم') },
            { value: 'week', label: say('Week', 'أسبوع') },
            { value: 'month', label: say('Month', 'شهر') },
          ]}
        />
        <SegmentedControl
          label={say('Layout', 'التخطيط')}
          value={view}
          onChange={setView}
          segments={[
            {
              value: 'day',
              label: say('Columns', 'أعمدة'),
              icon: <Columns3 aria-hidden="true" className="size-4" />,
              isLabelHidden: true,
            },
            {
              value: 'week',
              label: say('Rows', 'صفوف'),
              icon: <Rows3 aria-hidden="true" className="size-4" />,
              isLabelHidden: true,
            },
            {
              value: 'month',
              label: say('Calendar', 'تقويم'),
              icon: <CalendarDays aria-hidden="true" className="size-4" />,
              isLabelHidden: true,
            },
          ]}
        />
      </Specimen>
    </Specimens>
  )
}

/** Answers after a moment, as a server would. */
function RemoteComboBox() {
  const say = useWords()
  const [text, setText] = useState('')
  const [answered, setAnswered] = useState('')
  const found = people.filter((one) => one.label.toLowerCase().includes(answered.toLowerCase()))
  return (
    <ComboBox
      label={say('Guardian (remote)', 'ولي الأمر (عن بُعد)')}
      items={answered === text ? found : []}
      inputValue={text}
      onInputChange={(next) => {
        setText(next)
        setTimeout(() => setAnswered(next), 600)
      }}
      isLoading={answered !== text}
      loadingText={say('Searching', 'جارٍ البحث')}
      emptyText={say('Nobody found', 'لم يُعثر على أحد')}
      renderItem={(item) => (
        <span className="flex min-w-0 flex-1 justify-between gap-4">
          <span className="truncate">{item.label}</span>
          <span className="text-muted tabular-nums">{item.description}</span>
        </span>
      )}
    />
  )
}
