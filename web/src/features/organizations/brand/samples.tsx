import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Shades } from '@polyclinic/contract/kit/brand/accent.ts'
import type { Look } from '@polyclinic/contract/kit/brand/look.ts'
import { initialsOf, linesIn } from '@polyclinic/contract/kit/brand/shown.ts'

export type Sampled = {
  look: Look
  name: string
  logo: string | undefined
  shades: Shades
  surface: Record<'page' | 'card' | 'ink' | 'quiet' | 'line', string>
  type: string | undefined
}

type FrameProps = Sampled & {
  title: string
  background: string
  children: ReactNode
}

function Sample({ title, surface, type, background, children }: FrameProps) {
  return (
    <figure className="flex min-w-0 flex-col gap-2">
      <figcaption className="text-13 font-semibold text-muted">{title}</figcaption>
      <div
        className="flex min-h-64 flex-1 flex-col gap-3 rounded-lg border border-line p-4 text-14"
        style={{ background, color: surface.ink, fontFamily: type }}
      >
        {children}
      </div>
    </figure>
  )
}

const Logo = ({ logo }: Pick<Sampled, 'logo'>) =>
  logo && <img src={logo} alt="" className="h-10 max-w-44 self-start rounded-sm bg-white object-contain p-0.5" />

/** What a visitor presses; here it leads nowhere. */
const Pressed = ({ shades, children }: Pick<Sampled, 'shades'> & { children: ReactNode }) => (
  <span
    className="self-start rounded-lg px-4 py-2 font-semibold"
    style={{ background: shades.accent, color: shades.on }}
  >
    {children}
  </span>
)

const Lines = ({ text, colour }: { text: string | undefined; colour: string }) =>
  linesIn(text).map((line) => (
    <p key={line} dir="auto" className="text-start text-12 break-words" style={{ color: colour }}>
      {line}
    </p>
  ))

export function MailSample(drawn: Sampled) {
  const { t } = useTranslation('organizations')
  const { look, logo, name, shades, surface } = drawn
  return (
    <Sample {...drawn} title={t('brand.mail')} background={surface.page}>
      <p className="text-12" style={{ color: surface.quiet }}>
        {t('brand.sample.from')} <bdi>{name}</bdi>
      </p>
      <Logo logo={logo} />
      <p className="font-semibold" style={{ color: shades.ink }}>
        <bdi>{name}</bdi>
      </p>
      <div
        className="flex flex-col gap-3 rounded-xl border p-4"
        style={{ background: surface.card, borderColor: surface.line }}
      >
        <p className="text-16 font-semibold">{t('brand.sample.heading')}</p>
        <p>{t('brand.sample.text')}</p>
        <Pressed shades={shades}>{t('brand.sample.action')}</Pressed>
      </div>
      <div>
        <Lines text={look.letterhead} colour={surface.quiet} />
        <Lines text={look.footer} colour={surface.quiet} />
      </div>
    </Sample>
  )
}

export function PageSample(drawn: Sampled) {
  const { t } = useTranslation('organizations')
  const { look, logo, name, shades, surface } = drawn
  return (
    <Sample {...drawn} title={t('brand.page')} background={surface.card}>
      <div className="flex items-center gap-3 border-b pb-3" style={{ borderColor: surface.line }}>
        {logo ? (
          <Logo logo={logo} />
        ) : (
          <span
            aria-hidden="true"
            className="flex size-12 shrink-0 items-center justify-center rounded-xl text-20 font-semibold"
            style={{ background: shades.accent, color: shades.on }}
          >
            {initialsOf(name)}
          </span>
        )}
        <p className="min-w-0 text-20 font-semibold break-words">
          <bdi>{name}</bdi>
        </p>
      </div>
      <p className="self-start rounded-lg px-3 py-1" style={{ background: shades.soft, color: shades.ink }}>
        {t('brand.sample.open')}
      </p>
      <p className="font-semibold underline" style={{ color: shades.ink }}>
        {t('brand.sample.link')}
      </p>
      <Pressed shades={shades}>{t('brand.sample.call')}</Pressed>
      <div className="mt-auto">
        <Lines text={look.footer} colour={surface.quiet} />
      </div>
    </Sample>
  )
}

/** Documents stay in the letters that are embedded in them. */
export function PaperSample(drawn: Sampled) {
  const { t } = useTranslation('organizations')
  const { look, logo, name, shades, surface } = drawn
  return (
    <Sample {...drawn} type={undefined} title={t('brand.paper')} background={surface.card}>
      <Logo logo={logo} />
      <p className="text-16 font-semibold">
        <bdi>{name}</bdi>
      </p>
      <div>
        <Lines text={look.letterhead} colour={surface.ink} />
      </div>
      <div className="border-t-2" style={{ borderColor: shades.accent }} />
      <p className="text-16 font-semibold">{t('brand.sample.slip')}</p>
      <p>{t('brand.sample.when')}</p>
      <div className="mt-auto">
        <Lines text={look.footer} colour={surface.quiet} />
      </div>
    </Sample>
  )
}
