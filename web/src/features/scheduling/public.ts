/** What pages may use of the schedule. Boards and tables keep their panels in the address themselves. */
export { CalendarBoard } from './calendar/CalendarBoard.tsx'
export { OwnNextAppointment } from './appointments/OwnNextAppointment.tsx'
export { OwnVisits } from './own-appointments/OwnVisits.tsx'
export { TodayBoard } from './today/TodayBoard.tsx'
export { AppointmentList } from './appointments/AppointmentList.tsx'
export { WeeklyHoursField } from './practitioners/WeeklyHoursField.tsx'
