/** What pages may use of the schedule. Boards and tables keep their panels in the address themselves. */
export { BookVisitPanel } from './BookVisitPanel.tsx'
export { CalendarBoard } from './CalendarBoard.tsx'
export { PractitionersTable } from './PractitionersTable.tsx'
export { RoomsTable } from './RoomsTable.tsx'
export { ServicesTable } from './ServicesTable.tsx'
export { TodayBoard } from './TodayBoard.tsx'
export { VisitPanel } from './VisitPanel.tsx'
export { WeeklyHoursField } from './WeeklyHoursField.tsx'
