import { CalendarPlus, Ellipsis, Pencil, Plus, Trash2 } from 'lucide-react'
import { Button } from '../ui/buttons/Button.tsx'
import type { ButtonVariant } from '../ui/buttons/button-style.ts'
import { IconButton } from '../ui/buttons/IconButton.tsx'
import { KeyHint } from '../ui/buttons/KeyHint.tsx'
import { ButtonLink, Link } from '../ui/buttons/Link.tsx'
import { Tooltip } from '../ui/overlays/Tooltip.tsx'
import { Specimen, Specimens } from './Specimen.tsx'
import { useWords } from './words.ts'

const variants: ButtonVariant[] = ['primary', 'secondary', 'quiet', 'danger']

export function ButtonSpecimens() {
  const say = useWords()
  const words: Record<ButtonVariant, string> = {
    primary: say('Book visit', 'احجز زيارة'),
    secondary: say('Edit', 'تعديل'),
    quiet: say('Skip', 'تخطي'),
    danger: say('Cancel visit', 'إلغاء الزيارة'),
  }
  const reason = say('Already signed: add a correction instead', 'موقّعة بالفعل: أضف تصحيحًا بدلًا من ذلك')
  return (
    <Specimens id="buttons" title={say('Buttons', 'الأزرار')}>
      <Specimen name="variant">
        {variants.map((variant) => (
          <Button key={variant} variant={variant}>
            {words[variant]}
          </Button>
        ))}
        <Button variant="primary" icon={<Plus aria-hidden="true" className="size-4" />}>
          {say('New', 'جديد')}
        </Button>
      </Specimen>
      <Specimen name="size">
        <Button size="small">{say('Small', 'صغير')}</Button>
        <Button size="medium">{say('Medium', 'متوسط')}</Button>
        <Button size="large" variant="primary" icon={<CalendarPlus aria-hidden="true" className="size-5" />}>
          {say('Large', 'كبير')}
        </Button>
      </Specimen>
      <Specimen name="isPending">
        {variants.map((variant) => (
          <Button key={variant} variant={variant} isPending>
            {words[variant]}
          </Button>
        ))}
      </Specimen>
      <Specimen name="disabledReason (focusable, says why)">
        {variants.map((variant) => (
          <Button key={variant} variant={variant} disabledReason={reason}>
            {words[variant]}
          </Button>
        ))}
      </Specimen>
      <Specimen name="IconButton">
        <IconButton label={say('Edit', 'تعديل')} icon={<Pencil aria-hidden="true" className="size-4" />} />
        <IconButton
          variant="secondary"
          label={say('More actions', 'إجراءات أخرى')}
          icon={<Ellipsis aria-hidden="true" className="size-4" />}
        />
        <IconButton size="small" label={say('Delete', 'حذف')} icon={<Trash2 aria-hidden="true" className="size-4" />} />
        <IconButton
          label={say('Sign', 'توقيع')}
          disabledReason={reason}
          icon={<Pencil aria-hidden="true" className="size-4" />}
        />
      </Specimen>
      <Specimen name="Link, ButtonLink, KeyHint, Tooltip">
        <Link href="#buttons">{say('Open the full page', 'افتح الصفحة الكاملة')}</Link>
        <ButtonLink href="#buttons">{say('Download', 'تنزيل')}</ButtonLink>
        <KeyHint keys={['Ctrl', 'K']} />
        <Tooltip text={<>{say('Today', 'اليوم')} · T</>}>
          <Button>{say('Hover me', 'مرّر المؤشر')}</Button>
        </Tooltip>
      </Specimen>
    </Specimens>
  )
}
