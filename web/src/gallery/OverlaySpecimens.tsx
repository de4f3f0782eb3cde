import { useState } from 'react'
import { CalendarDays, Copy, Ellipsis, ExternalLink, Pencil, Printer, Trash2, User } from 'lucide-react'
import { Button } from '../ui/buttons/Button.tsx'
import { CommandPalette } from '../ui/overlays/CommandPalette.tsx'
import { ConfirmDialog } from '../ui/overlays/ConfirmDialog.tsx'
import { Dialog } from '../ui/overlays/Dialog.tsx'
import { FormRow } from '../ui/fields/FormActions.tsx'
import { IconButton } from '../ui/buttons/IconButton.tsx'
import { KeyHint } from '../ui/buttons/KeyHint.tsx'
import { Menu, MenuItem, MenuSection, MenuSeparator } from '../ui/overlays/Menu.tsx'
import { Popover } from '../ui/overlays/Popover.tsx'
import { TextField } from '../ui/fields/TextField.tsx'
import { showToast } from '../ui/overlays/Toast.tsx'
import { Specimen, Specimens } from './Specimen.tsx'
import { useWords } from './words.ts'

export function OverlaySpecimens() {
  const say = useWords()
  const [open, setOpen] = useState<'dialog' | 'confirm' | 'palette' | null>(null)
  const close = () => setOpen(null)
  const closeLabel = say('Close', 'إغلاق')
  const cancel = say('Keep it', 'إبقاء')
  return (
    <Specimens id="overlays" title={say('Overlays', 'النوافذ')}>
      <Specimen name="Dialog, ConfirmDialog, CommandPalette">
        <Button onPress={() => setOpen('dialog')}>{say('Open dialog', 'افتح نافذة')}</Button>
        <Button onPress={() => setOpen('confirm')}>{say('Ask first', 'اسأل أولًا')}</Button>
        <Button onPress={() => setOpen('palette')}>{say('Command palette', 'لوحة الأوامر')}</Button>
      </Specimen>
      <Specimen name="Menu, Popover">
        <VisitMenu />
        <Popover label={say('Filter', 'تصفية')} trigger={<Button>{say('Filter', 'تصفية')}</Button>} className="w-64">
          {(done) => (
            <div className="flex flex-col gap-4">
              <TextField label={say('Name', 'الاسم')} />
              <Button variant="primary" onPress={done}>
                {say('Apply', 'تطبيق')}
              </Button>
            </div>
          )}
        </Popover>
      </Specimen>
      <Specimen name="Toast">
        <Button
          onPress={() =>
            showToast({
              tone: 'good',
              text: say('Visit moved to 10:30', 'نُقلت الزيارة إلى ١٠:٣٠'),
              actionLabel: say('Undo', 'تراجع'),
              onAction: () => {},
            })
          }
        >
          {say('With undo', 'مع تراجع')}
        </Button>
        <Button
          onPress={() =>
            showToast({
              tone: 'bad',
              text: say('The visit was not moved', 'لم تُنقل الزيارة'),
              description: say(
                'Room 2 was booked a moment ago. Choose another time.',
                'حُجزت الغرفة ٢ قبل لحظات. اختر وقتًا آخر.',
              ),
            })
          }
        >
          {say('Refused', 'مرفوض')}
        </Button>
        <Button onPress={() => showToast({ text: say('Link copied', 'نُسخ الرابط') })}>{say('Plain', 'بسيط')}</Button>
      </Specimen>

      <Dialog
        isOpen={open === 'dialog'}
        onClose={close}
        title={say('New patient', 'مريض جديد')}
        description={say('Only the name is needed to book.', 'الاسم وحده يكفي للحجز.')}
        closeLabel={closeLabel}
        actions={
          <>
            <Button onPress={close}>{cancel}</Button>
            <Button variant="primary" onPress={close}>
              {say('Add patient', 'أضف المريض')}
            </Button>
          </>
        }
      >
        <FormRow>
          <TextField label={say('First name', 'الاسم الأول')} isRequired autoFocus />
          <TextField label={say('Last name', 'اسم العائلة')} isRequired />
        </FormRow>
      </Dialog>
      <ConfirmDialog
        isOpen={open === 'confirm'}
        onClose={close}
        onConfirm={close}
        isDangerous
        title={say('Cancel all 7 visits of the series?', 'إلغاء زيارات السلسلة السبع كلها؟')}
        confirmLabel={say('Cancel visits', 'إلغاء الزيارات')}
        cancelLabel={cancel}
      >
        {say('Everybody gets a message. This cannot be undone.', 'تصل رسالة إلى الجميع. لا يمكن التراجع عن ذلك.')}
      </ConfirmDialog>
      <GalleryPalette isOpen={open === 'palette'} onClose={close} />
    </Specimens>
  )
}

function VisitMenu() {
  const say = useWords()
  const nothing = () => {}
  return (
    <Menu
      label={say('Visit', 'الزيارة')}
      trigger={
        <IconButton
          variant="secondary"
          label={say('Visit actions', 'إجراءات الزيارة')}
          icon={<Ellipsis aria-hidden="true" className="size-4" />}
        />
      }
    >
      <MenuSection label={say('Visit', 'الزيارة')}>
        <MenuItem icon={<Pencil />} label={say('Edit', 'تعديل')} shortcut={['E']} onAction={nothing} />
        <MenuItem
          icon={<Copy />}
          label={say('Book again', 'احجز مجددًا')}
          shortcut={['Shift', 'B']}
          onAction={nothing}
        />
        <MenuItem
          icon={<Printer />}
          label={say('Print', 'طباعة')}
          disabledReason={say('The note is not signed yet.', 'لم تُوقَّع الملاحظة بعد.')}
        />
      </MenuSection>
      <MenuSeparator />
      <MenuItem icon={<ExternalLink />} label={say('Open full page', 'افتح الصفحة الكاملة')} onAction={nothing} />
      <MenuItem icon={<Trash2 />} label={say('Cancel visit', 'إلغاء الزيارة')} isDangerous onAction={nothing} />
    </Menu>
  )
}

function GalleryPalette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const say = useWords()
  const nothing = () => {}
  return (
    <CommandPalette
      isOpen={isOpen}
      onClose={onClose}
      label={say('Search and commands', 'البحث والأوامر')}
      placeholder={say('Search or type a command', 'ابحث أو اكتب أمرًا')}
      emptyText={say('Nothing by that name', 'لا شيء بهذا الاسم')}
      footer={
        <span className="flex items-center gap-2">
          <KeyHint keys={['↑', '↓']} /> {say('choose', 'اختيار')} <KeyHint keys={['↵']} className="ms-3" />{' '}
          {say('open', 'فتح')}
        </span>
      }
      groups={[
        {
          id: 'go',
          label: say('Go to', 'انتقل إلى'),
          commands: [
            {
              id: 'calendar',
              icon: <CalendarDays />,
              label: say('Calendar', 'التقويم'),
              shortcut: ['G', 'C'],
              onAction: nothing,
            },
            {
              id: 'patients',
              icon: <User />,
              label: say('Patients', 'المرضى'),
              shortcut: ['G', 'P'],
              onAction: nothing,
            },
          ],
        },
        {
          id: 'patients',
          label: say('Patients', 'المرضى'),
          commands: [
            { id: 'p1', icon: <User />, label: 'Priya Nair', description: '+44 7700 900123', onAction: nothing },
            { id: 'p2', icon: <User />, label: 'Mohamed Ali', description: '+33 6 12 34 56 78', onAction: nothing },
          ],
        },
      ]}
    />
  )
}
