import { useState } from 'react'
import { Mail } from 'lucide-react'
import { KeyHint } from '../ui/buttons/KeyHint.tsx'
import { MoneyField } from '../kit/fields/MoneyField.tsx'
import { NumberField } from '../kit/fields/NumberField.tsx'
import { SearchField } from '../ui/fields/SearchField.tsx'
import { TextArea } from '../ui/fields/TextArea.tsx'
import { TextField } from '../ui/fields/TextField.tsx'
import { Specimen, Specimens } from './Specimen.tsx'
import { useWords } from './words.ts'

export function FieldSpecimens() {
  const say = useWords()
  const [price, setPrice] = useState<number | null>(124_050)
  const [name, setName] = useState('Zoë van der Berg-Østergård')
  return (
    <Specimens id="fields" title={say('Fields', 'الحقول')}>
      <Specimen name="TextField" isGrid>
        <TextField
          label={say('Name', 'الاسم')}
          value={name}
          onChange={setName}
          dir="auto"
          isRequired
          autoComplete="off"
        />
        <TextField
          label={say('E-mail', 'البريد الإلكتروني')}
          type="email"
          dir="ltr"
          placeholder="mira@example.org"
          description={say('Receipts and reminders go here.', 'تصل الإيصالات والتذكيرات إلى هنا.')}
          before={<Mail aria-hidden="true" className="size-4" />}
        />
        <TextField
          label={say('Phone', 'الهاتف')}
          type="tel"
          dir="ltr"
          defaultValue="+33 6"
          error={say('This number is too short. Add the missing digits.', 'هذا الرقم قصير جدًا. أضف الأرقام الناقصة.')}
        />
        <TextField label={say('Weight', 'الوزن')} defaultValue="4.2" after={say('kg', 'كغ')} />
        <TextField label={say('Record number', 'رقم الملف')} value="MRN-00412" isDisabled />
        <TextField label={say('Record number', 'رقم الملف')} value="MRN-00412" isReadOnly />
      </Specimen>
      <Specimen name="TextArea" isGrid>
        <TextArea
          label={say('Note', 'ملاحظة')}
          defaultValue={say('Limps on the left hind leg since Tuesday.', 'يعرج على الساق الخلفية اليسرى منذ الثلاثاء.')}
        />
        <TextArea
          label={say('Reason', 'السبب')}
          error={say('Say why the visit is cancelled.', 'اذكر سبب إلغاء الزيارة.')}
          isRequired
        />
        <TextArea label={say('Note', 'ملاحظة')} isDisabled placeholder={say('Signed', 'موقّعة')} />
      </Specimen>
      <Specimen name="NumberField, MoneyField" isGrid>
        <NumberField label={say('Quantity', 'الكمية')} value={12} onChange={() => {}} minValue={0} />
        <NumberField
          label={say('Weight', 'الوزن')}
          value={4.25}
          onChange={() => {}}
          digits={2}
          formatOptions={{ style: 'unit', unit: 'kilogram' }}
          hasNoSteppers
        />
        <NumberField
          label={say('Quantity', 'الكمية')}
          value={4}
          onChange={() => {}}
          error={say('Only 3 are in stock.', 'لا يتوفر سوى ٣.')}
        />
        <MoneyField label={say('Price', 'السعر')} value={price} onChange={setPrice} currency="EUR" />
        <MoneyField label={say('Price', 'السعر')} value={12_500} onChange={() => {}} currency="KWD" isDisabled />
      </Specimen>
      <Specimen name="SearchField" isGrid>
        <SearchField
          label={say('Search patients', 'البحث عن المرضى')}
          placeholder={say('Name, phone or birth date', 'الاسم أو الهاتف أو تاريخ الميلاد')}
          clearLabel={say('Clear', 'مسح')}
          hint={<KeyHint keys={['/']} />}
        />
        <SearchField
          label={say('Search stock', 'البحث في المخزون')}
          defaultValue={say('Amox', 'أموكس')}
          isLoading
          clearLabel={say('Clear', 'مسح')}
        />
      </Specimen>
    </Specimens>
  )
}
