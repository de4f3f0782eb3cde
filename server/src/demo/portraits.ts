import type { Species } from '@polyclinic/contract/patients/species.ts'
import { portraitOf, type Picture } from '../kit/storage/pictures.ts'
import { pick, randomOf } from './ids.ts'

interface Sitter {
  /** Whoever has the same looks the same. */
  id: string
  sex?: string | null
  species?: Species | null
  /** Hair grows grey before this year. */
  bornIn?: number
  /** From the lightest, 0, to 4; anyone of them where it is not said. */
  skin?: number
}

/** Species that are drawn. */
const animals: Partial<Record<Species, (fur: string, dark: string) => string>> = { dog, cat, rabbit }

export const isDrawn = (species: Species | null | undefined) => !species || species in animals

/** A portrait of somebody of the demo world, drawn here in plain shapes. */
export async function drawPortrait(sitter: Sitter): Promise<Required<Picture>> {
  const { default: sharp } = await import('sharp')
  const random = randomOf(sitter.id)
  const backdrop = pick(random, ['#dbe7f3', '#e5efe0', '#f6e9d6', '#efe1ec', '#dff0ef', '#ece7f6'])
  const draw = sitter.species ? animals[sitter.species] : undefined
  const { fur, dark } = pick(random, furs)
  const inside = draw ? draw(fur, dark) : person(sitter, random)
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="256" height="256">
    <rect width="100" height="100" fill="${backdrop}"/>${inside}</svg>`
  const drawn = await portraitOf(await sharp(Buffer.from(drawing)).png().toBuffer(), 'image/png')
  return drawn as Required<Picture>
}

/** Of the face, and of what is darker. */
const furs = [
  { fur: '#8a5a36', dark: '#5d3b22' },
  { fur: '#3d3b3f', dark: '#242226' },
  { fur: '#d9b382', dark: '#a97f4d' },
  { fur: '#9a9ca3', dark: '#6b6d75' },
  { fur: '#c47a3d', dark: '#8b4f22' },
]

const skins = ['#f3cfb3', '#e8b78f', '#c98e63', '#9c6644', '#6f4630']

function person({ sex, bornIn = 1980, skin: tone }: Sitter, random: () => number): string {
  const skin = skins[tone ?? Math.floor(random() * skins.length)]
  const hair = bornIn < 1960 ? '#b9b7b3' : pick(random, ['#2b2320', '#4a3226', '#7b4f2c', '#b98544', '#1c1a1c'])
  const clothes = pick(random, ['#3f6f8f', '#7a4b63', '#4d7a5a', '#8c6b3a', '#54598a', '#a0524a'])
  const long = `<path fill="${hair}" d="M24 78C18 20 36 14 50 14s32 6 26 64z"/>`
  const fringe = `<path fill="${hair}" d="M29 44c-2-22 10-29 21-29s23 7 21 29c-6-10-12-14-19-14-8 0-16 4-23 14z"/>`
  return `${sex === 'female' ? long : ''}
    <path fill="${clothes}" d="M10 100c2-20 18-27 40-27s38 7 40 27z"/>
    <rect x="42" y="60" width="16" height="20" rx="8" fill="${skin}"/>
    <ellipse cx="50" cy="46" rx="20" ry="24" fill="${skin}"/>${fringe}
    <circle cx="42.5" cy="47" r="2.2" fill="#2a2422"/><circle cx="57.5" cy="47" r="2.2" fill="#2a2422"/>
    <path d="M43 58q7 5 14 0" fill="none" stroke="#7c3f35" stroke-width="2" stroke-linecap="round"/>`
}

const face = (fur: string, dark: string) => `<ellipse cx="50" cy="56" rx="28" ry="29" fill="${fur}"/>
    <circle cx="39" cy="51" r="3.5" fill="#1f1b1a"/><circle cx="61" cy="51" r="3.5" fill="#1f1b1a"/>
    <ellipse cx="50" cy="69" rx="14" ry="11" fill="#f4ede4"/><ellipse cx="50" cy="64" rx="5" ry="3.5" fill="#1f1b1a"/>
    <path d="M43 72q7 5 14 0" fill="none" stroke="${dark}" stroke-width="1.8" stroke-linecap="round"/>`

function dog(fur: string, dark: string): string {
  const ear = 'M27 36C8 34 10 66 22 70c8-4 10-22 10-30z'
  return `${face(fur, dark)}<path fill="${dark}" d="${ear}"/><path fill="${dark}" transform="matrix(-1 0 0 1 100 0)" d="${ear}"/>`
}

function cat(fur: string, dark: string): string {
  const ear = 'M24 46 26 14 48 32z'
  const whiskers = `<path d="M12 62h20M12 70l20-3M88 62H68M88 70l-20-3" stroke="${dark}" stroke-width="1.2"/>`
  const ears = `<path fill="${fur}" d="${ear}"/><path fill="${fur}" transform="matrix(-1 0 0 1 100 0)" d="${ear}"/>`
  return `${ears}${face(fur, dark)}${whiskers}`
}

function rabbit(fur: string, dark: string): string {
  const ear = (x: number, fill: string, width: number) =>
    `<ellipse cx="${x}" cy="26" rx="${width}" ry="${width * 2.4}" fill="${fill}"/>`
  return `${ear(38, fur, 10)}${ear(62, fur, 10)}${ear(38, '#e9c4bd', 5)}${ear(62, '#e9c4bd', 5)}${face(fur, dark)}`
}
