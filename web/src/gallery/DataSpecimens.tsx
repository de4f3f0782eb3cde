import { useState } from 'react'
import { Users } from 'lucide-react'
import { Avatar } from '../ui/signs/Avatar.tsx'
import { Badge } from '../ui/signs/Badge.tsx'
import { Button } from '../ui/buttons/Button.tsx'
import { Card } from '../ui/layout/Card.tsx'
import { EmptyState } from '../ui/lists/EmptyState.tsx'
import { GridList, ListRow } from '../ui/lists/GridList.tsx'
import { LoadMore } from '../ui/lists/LoadMore.tsx'
import { Table, type TableColumn, type TableSort } from '../ui/lists/Table.tsx'
import { Specimen, Specimens } from './Specimen.tsx'
import { useWords } from './words.ts'

type Invoice = { id: string; number: string; name: string; due: string; amount: number; isPaid: boolean }

const names = [
  'Priya Nair',
  'Mohamed Ali',
  'Chen Fang',
  'Olivia Brown',
  'Lucía Gómez de la Serna y Aguirre',
  'Marek Novák',
  'فاطمة الزهراء',
]

const invoices: Invoice[] = Array.from({ length: 1000 }, (_, index) => ({
  id: `i${index}`,
  number: `2026-${String(index + 1).padStart(4, '0')}`,
  name: names[index % names.length] ?? '',
  due: new Date(Date.UTC(2026, 10, 1 + (index % 28))).toISOString().slice(0, 10),
  amount: 4_500 + ((index * 3_700) % 48_000),
  isPaid: index % 3 !== 0,
}))

export function DataSpecimens() {
  const say = useWords()
  const [sort, setSort] = useState<TableSort>({ column: 'number', direction: 'ascending' })
  const [active, setActive] = useState<string | null>('i1')
  const [shown, setShown] = useState(3)
  const turn = sort.direction === 'ascending' ? 1 : -1
  const sorted = invoices.toSorted(
    (a, b) => turn * (sort.column === 'amount' ? a.amount - b.amount : a.number.localeCompare(b.number)),
  )
  const columns = useInvoiceColumns()
  const label = say('Invoices', 'الفواتير')
  return (
    <Specimens id="data" title={say('Data', 'البيانات')}>
      <Specimen name="Table: sortable, row action, active row" isStacked>
        <Card isFlush>
          <Table
            label={label}
            columns={columns}
            items={sorted.slice(0, 5)}
            sort={sort}
            onSortChange={setSort}
            onRowAction={setActive}
            activeId={active}
          />
        </Card>
      </Specimen>
      <Specimen name="Table: 1,000 rows, dense, virtual" isStacked>
        <Card isFlush>
          <div className="h-80">
            <Table
              label={say('All invoices', 'كل الفواتير')}
              columns={columns}
              items={sorted}
              sort={sort}
              onSortChange={setSort}
              onRowAction={setActive}
              activeId={active}
              isDense
              isVirtual
            />
          </div>
        </Card>
      </Specimen>
      <Specimen name="Table: empty" isStacked>
        <Card isFlush>
          <Table
            label={say('Overdue invoices', 'الفواتير المتأخرة')}
            columns={columns}
            items={[]}
            empty={
              <EmptyState
                size="small"
                headingLevel={3}
                icon={<Users aria-hidden="true" />}
                title={say('Nothing overdue', 'لا شيء متأخر')}
                text={say('All invoices are paid.', 'كل الفواتير مدفوعة.')}
              />
            }
          />
        </Card>
      </Specimen>
      <Specimen name="GridList, LoadMore" isStacked>
        <Card
          isFlush
          title={say('Arrivals', 'الوافدون')}
          headingLevel={3}
          actions={<Button size="small">{say('All', 'الكل')}</Button>}
        >
          <GridList
            label={say('Arrivals', 'الوافدون')}
            items={invoices.slice(0, shown)}
            textOf={(item) => item.name}
            onAction={setActive}
            renderItem={(item) => (
              <ListRow
                start={<Avatar name={item.name} />}
                title={item.name}
                text={say('10:30 · Follow-up · Dr. Li Wei', '١٠:٣٠ · متابعة · د. لي وي')}
                end={<Button size="small">{say('Check in', 'تسجيل الوصول')}</Button>}
              />
            )}
          />
          <LoadMore
            label={say('Show more', 'عرض المزيد')}
            progress={say(`${shown} of 7`, `${shown.toLocaleString('ar-EG')} من ٧`)}
            hasMore={shown < 7}
            onLoadMore={() => setShown((count) => Math.min(7, count + 2))}
          />
        </Card>
      </Specimen>
      <Specimen name="Avatar">
        {([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const).map((hue) => (
          <Avatar key={hue} name={names[hue % names.length] ?? ''} hue={hue} />
        ))}
        <Avatar name="Dr. Amira Haddad" hue={2} size="large" />
        <Avatar name="Chen Fang" size="small" />
      </Specimen>
    </Specimens>
  )
}

function useInvoiceColumns(): TableColumn<Invoice>[] {
  const say = useWords()
  const money = new Intl.NumberFormat(say('en-GB', 'ar-EG'), { style: 'currency', currency: 'EUR' })
  const day = new Intl.DateTimeFormat(say('en-GB', 'ar-EG'), { dateStyle: 'medium', timeZone: 'UTC' })
  return [
    {
      id: 'number',
      label: say('Number', 'الرقم'),
      isSortable: true,
      width: 140,
      render: (row) => <span className="whitespace-nowrap tabular-nums">{row.number}</span>,
    },
    {
      id: 'name',
      label: say('Patient', 'المريض'),
      isRowHeader: true,
      width: '2fr',
      minWidth: 160,
      render: (row) => (
        <span dir="auto" className="font-semibold">
          {row.name}
        </span>
      ),
    },
    {
      id: 'due',
      label: say('Due', 'الاستحقاق'),
      minWidth: 120,
      width: '1fr',
      render: (row) => <span className="whitespace-nowrap tabular-nums">{day.format(new Date(row.due))}</span>,
    },
    {
      id: 'state',
      label: say('State', 'الحالة'),
      width: '1fr',
      minWidth: 120,
      render: (row) => (
        <Badge tone={row.isPaid ? 'good' : 'warn'}>{row.isPaid ? say('Paid', 'مدفوعة') : say('Open', 'مفتوحة')}</Badge>
      ),
    },
    {
      id: 'amount',
      label: say('Amount', 'المبلغ'),
      isSortable: true,
      align: 'end',
      width: '1fr',
      render: (row) => money.format(row.amount / 100),
    },
  ]
}
