import type { Language } from '@polyclinic/contract/kit/language.ts'
import { occupies } from '@polyclinic/contract/scheduling/appointment-states.ts'
import type { LinkedAppointment } from '@polyclinic/contract/scheduling/appointment-links.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { page, type PageAnswer, type PageAsked } from '../../../kit/pages/page.ts'
import type { Refusal } from '../../../kit/http/refusal.ts'
import { knownLanguage, words } from '../../../kit/text/text.ts'
import { calendarEntry } from '../notices/calendar-entry.ts'
import { calendarFactsByLink, cancelByLink, confirmByLink, findByLink } from './actions.ts'
import { boundTo, proofTo } from './routes.ts'
import { appointmentToken, type LinkPower, type ProvedLink } from './rules.ts'
import { slipName, slipOf, slipTemplate } from './slip.ts'
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

const addressOf = ({ params: { slug, token } }: Asked) =>
  `/visit/${encodeURIComponent(slug)}/${encodeURIComponent(token)}`

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

/** What is kept outside of the product: its link shows, and answers nothing. */
interface Kept {
  facts: CalendarFacts
  /** Absent: the link is from before there were two proofs, and is put in as it is. */
  token?: string
}

const keptUrl = (asked: Asked, token: string | undefined) =>
  asked.config.origin + addressOf(token ? { ...asked, params: { ...asked.params, token } } : asked)

function calendarFile(asked: Asked, { facts, token }: Kept): PageAnswer {
  const title = words(facts.language, 'scheduling')('notice.title', { clinic: facts.organization.name })
  const file = calendarEntry(facts, {
    url: keptUrl(asked, token),
    title,
    method: facts.state === 'cancelled' ? 'CANCEL' : 'PUBLISH',
    organizer: asked.config.mailFrom.address,
  })
  return { file, name: 'visit.ics', type: 'text/calendar; charset=utf-8' }
}

/** Of what was called off there is no slip: its page says so. */
async function slipFile(asked: Asked, { facts, token }: Kept): Promise<PageAnswer> {
  if (!occupies(facts.state)) return show(asked, { appointment: facts, state: 'show' })
  const language = chosenLanguage(asked, facts.language)
  const letter = slipOf(facts, { language, url: keptUrl(asked, token) })
  const file = await asked.documents.render(slipTemplate.name, letter)
  return { file, name: slipName(language), type: 'application/pdf' }
}

async function confirming(tx: TenantTx, link: ProvedLink): Promise<Outcome> {
  const appointment = await findByLink(tx, link)
  if (appointment.canConfirm || appointment.state === 'confirmed')
    return { appointment: await confirmByLink(tx, link), state: 'show' }
  return { appointment, state: appointment.state === 'booked' ? 'unconfirmed' : 'show' }
}

async function cancelling(tx: TenantTx, link: ProvedLink): Promise<Outcome> {
  const appointment = await findByLink(tx, link)
  if (appointment.canCancel) return { appointment: await cancelByLink(tx, link), state: 'cancelled' }
  return { appointment, state: appointment.state === 'cancelled' ? 'cancelled' : 'refused' }
}

const looking = (state: PageState) => async (tx: TenantTx, link: ProvedLink) => ({
  appointment: await findByLink(tx, link),
  state,
})

function appointmentPage(
  method: 'GET' | 'POST',
  address: `/visit/:slug/:token${string}`,
  power: LinkPower,
  work: (tx: TenantTx, link: ProvedLink) => Promise<Outcome>,
) {
  const proof = proofTo(power)
  return page(method, address, {
    kind: 'link',
    prove: boundTo(proof),
    work: (given) => work(given.tx, proof(given)),
    show,
    showRefusal,
  })
}

const showing = proofTo('show')

const kept = {
  kind: 'link' as const,
  prove: boundTo(showing),
  async work(given: Parameters<typeof showing>[0] & { tx: TenantTx }): Promise<Kept> {
    const link = showing(given)
    const facts = await calendarFactsByLink(given.tx, link)
    return { facts, ...(link.linkId && { token: appointmentToken(given.sealer, link.linkId, 'show') }) }
  },
  showRefusal,
}

/** The page behind a mailed link: works as links and forms; a form that is sent again shows the same. */
export const appointmentPages = [
  appointmentPage('GET', '/visit/:slug/:token', 'show', looking('show')),
  // whoever opens links to look into mails confirms nothing: only the form does
  appointmentPage('GET', '/visit/:slug/:token/confirmation', 'answer', looking('show')),
  appointmentPage('POST', '/visit/:slug/:token/confirmation', 'answer', confirming),
  appointmentPage('GET', '/visit/:slug/:token/cancellation', 'answer', looking('confirming')),
  appointmentPage('POST', '/visit/:slug/:token/cancellation', 'answer', cancelling),
  page('GET', '/visit/:slug/:token/calendar.ics', { ...kept, show: calendarFile }),
  page('GET', '/visit/:slug/:token/slip.pdf', { ...kept, show: slipFile }),
]
