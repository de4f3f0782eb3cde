import { cleanLine } from './clean.ts'
import { withDigits } from './digits.ts'

/** A chip's number as it is kept: digits and letters alone, however its card prints them; undefined where it can be none. */
export function readMicrochip(typed: string): string | undefined {
  const printed = withDigits(cleanLine(typed).normalize('NFKC')).toUpperCase().trim()
  const bare = printed
    .replace(/^AVID[\s*.:-]*9[\s*.:-]+(?=(?:\D*\d){9}\D*$)/, '')
    .replace(/^(?:AVID|ISO|FDX-?B|CHIP|MICROCHIP|TRANSPONDER|HOMEAGAIN|TROVAN|NO|NR|ID)(?![A-Z])[\s*.:#-]*/, '')
  const number = bare.replaceAll(/[\s*.:,/_\p{Pd}\u2212]/gu, '')
  return /^(?:(?!000)\d{15}|[A-Z0-9]{9,10})$/.test(number) ? number : undefined
}

/** ISO 3166-1 numeric codes: a chip of 15 digits begins with one of them, or with its maker's from 900 (ISO 11784). */
const countries = new Set(
  `004 008 010 012 016 020 024 028 031 032 036 040 044 048 050 051 052 056 060 064 068 070 072 074 076 084 086 090 092 096
   100 104 108 112 116 120 124 132 136 140 144 148 152 156 158 162 166 170 174 175 178 180 184 188 191 192 196 203 204 208
   212 214 218 222 226 231 232 233 234 238 239 242 246 248 250 254 258 260 262 266 268 270 275 276 288 292 296 300 304 308
   312 316 320 324 328 332 334 336 340 344 348 352 356 360 364 368 372 376 380 384 388 392 398 400 404 408 410 414 417 418
   422 426 428 430 434 438 440 442 446 450 454 458 462 466 470 474 478 480 484 492 496 498 499 500 504 508 512 516 520 524
   528 531 533 534 535 540 548 554 558 562 566 570 574 578 580 581 583 584 585 586 591 598 600 604 608 612 616 620 624 626
   630 634 638 642 643 646 652 654 659 660 662 663 666 670 674 678 682 686 688 690 694 702 703 704 705 706 710 716 724 728
   729 732 740 744 748 752 756 760 762 764 768 772 776 780 784 788 792 795 796 798 800 804 807 818 826 831 832 833 834 840
   850 854 858 860 862 876 882 887 894`.split(/\s+/),
)

/** Whether a kept number of 15 digits begins as no country and no maker does: worth a second look, never refused. */
export function isDoubtfulChip(chip: string): boolean {
  if (chip.length !== 15) return false
  const code = chip.slice(0, 3)
  return code === '999' || (code < '900' && !countries.has(code))
}

/**
 * Who gave a kept chip its number (ISO 11784): a country (001–899), a maker (900–998), nobody (999, for tests); of 9 or 10
 * characters: a chip of before the norm.
 */
export function chipOrigin(chip: string): 'national' | 'maker' | 'test' | 'older' | 'doubtful' | undefined {
  if (chip === '') return undefined
  if (chip.length !== 15) return 'older'
  const code = chip.slice(0, 3)
  if (code === '999') return 'test'
  if (isDoubtfulChip(chip)) return 'doubtful'
  return code < '900' ? 'national' : 'maker'
}
