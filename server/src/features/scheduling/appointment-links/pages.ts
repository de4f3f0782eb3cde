import type { Language } from '@polyclinic/contract/kit/language.ts'
import type { LinkedAppointment } from '@polyclinic/contract/scheduling/appointment-links.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { page, type PageAnswer, type PageAsked } from '../../../kit/http/page.ts'
import type { Refusal } from '../../../kit/http/refusal.ts'
import { knownLanguage, words } from '../../../kit/text/text.ts'
import { calendarEntry } from '../notices/calendar-entry.ts'
import { calendarFactsByLink, cancelByLink, confirmByLink, findByLink } from './actions.ts'
import { byLink, provenByLink } from './routes.ts'
import type { CalendarFacts } from './view.ts'

type PageState = 'show' | 'confirming' | 'cancelled' | 'not-found' | 'refused' | 'unconfirmed'

interface Renderers {
  renderAppointmentPage(props: {
    appointment?: LinkedAppointment
    state: PageState
    appointmentUrl: string
    language: Language
    assets: { css: string[] }
  }): string
  renderMessagePage(props: {
    kind: 'not-found' | 'unavailable'
    language: Language
    assets: { css: string[] }
    retryUrl?: string
  }): string
}

type Asked = PageAsked<Renderers>

interface Outcome {
  appointment: LinkedAppointment
  state: PageState
}

const addressOf = ({ params }: Asked) => `/visit/${encodeURIComponent(params.slug)}/${encodeURIComponent(params.token)}`

/** What the visitor chose, else the appointment's language, else the browser's. */
const chosenLanguage = ({ query, acceptLanguage }: Asked, language?: string): Language =>
  knownLanguage(query.language ?? language ?? acceptLanguage?.slice(0, 2))

function show(asked: Asked, { appointment, state }: Outcome): PageAnswer {
  const language = chosenLanguage(asked, appointment.language)
  const html = asked.render.renderAppointmentPage({
    appointment,
    state,
    appointmentUrl: addressOf(asked),
    language,
    assets: asked.assets,
  })
  return { status: state === 'refused' || state === 'unconfirmed' ? 409 : 200, html }
}

function showRefusal(asked: Asked, { status }: Refusal): PageAnswer {
  const [language, url] = [chosenLanguage(asked), addressOf(asked)]
  const { render, assets } = asked
  if (status === 404)
    return { html: render.renderAppointmentPage({ state: 'not-found', appointmentUrl: url, language, assets }) }
  return { html: render.renderMessagePage({ kind: 'unavailable', language, assets, retryUrl: url }) }
}

function calendarFile(asked: Asked, facts: CalendarFacts): PageAnswer {
  const title = words(facts.language, 'scheduling')('notice.title', { clinic: facts.organization.name })
  const file = calendarEntry(facts, {
    url: `${asked.config.origin}${addressOf(asked)}`,
    title,
    method: facts.state === 'cancelled' ? 'CANCEL' : 'PUBLISH',
    organizer: asked.config.mailFrom.address,
  })
  return { file, name: 'visit.ics', type: 'text/calendar; charset=utf-8' }
}

async function confirming(tx: TenantTx, id: string): Promise<Outcome> {
  const appointment = await findByLink(tx, id)
  if (appointment.canConfirm || appointment.state === 'confirmed')
    return { appointment: await confirmByLink(tx, id), state: 'show' }
  return { appointment, state: appointment.state === 'booked' ? 'unconfirmed' : 'show' }
}

async function cancelling(tx: TenantTx, id: string): Promise<Outcome> {
  const appointment = await findByLink(tx, id)
  if (appointment.canCancel) return { appointment: await cancelByLink(tx, id), state: 'cancelled' }
  return { appointment, state: appointment.state === 'cancelled' ? 'cancelled' : 'refused' }
}

const looking = (state: PageState) => async (tx: TenantTx, id: string) => ({
  appointment: await findByLink(tx, id),
  state,
})

const appointmentPage = (
  method: 'GET' | 'POST',
  address: `/visit/:slug/:token${string}`,
  work: (tx: TenantTx, id: string) => Promise<Outcome>,
) => page(method, address, { prove: provenByLink, work: (given) => work(given.tx, byLink(given)), show, showRefusal })

/** The page behind a mailed link: works as links and forms; a form that is sent again shows the same. */
export const appointmentPages = [
  appointmentPage('GET', '/visit/:slug/:token', looking('show')),
  // whoever opens links to look into mails confirms nothing: only the form does
  appointmentPage('GET', '/visit/:slug/:token/confirmation', looking('show')),
  appointmentPage('POST', '/visit/:slug/:token/confirmation', confirming),
  appointmentPage('GET', '/visit/:slug/:token/cancellation', looking('confirming')),
  appointmentPage('POST', '/visit/:slug/:token/cancellation', cancelling),
  page('GET', '/visit/:slug/:token/calendar.ics', {
    prove: provenByLink,
    work: (given) => calendarFactsByLink(given.tx, byLink(given)),
    show: calendarFile,
    showRefusal,
  }),
]
