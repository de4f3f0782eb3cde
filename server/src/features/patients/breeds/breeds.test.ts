import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Species } from '@polyclinic/contract/patients/species.ts'
import { breedSpecies } from './listed-species.ts'
import { breedsIn, breedsLike } from './rules.ts'

// What a shelter's rows say, and what is meant: among the first three, whatever the spelling.
const typedAs: Partial<Record<Species, Record<string, readonly string[]>>> = {
  dog: {
    'Labrador Retriever': ['lab', 'Labrador', 'labradore', 'labador', 'black lab'],
    'Labrador Retriever cross': ['Lab X', 'Labrador cross'],
    'Labrador Retriever × Collie': ['lab x collie'],
    'Labrador Retriever × Border Collie': ['Lab/Border Collie'],
    'German Shepherd Dog': [
      'GSD',
      'german shepard',
      'German Shepherd',
      'alsatian',
      'Schäferhund',
      'schaeferhund',
      'german sheperd dog',
    ],
    'German Shepherd Dog cross': ['GSD mix', 'Schäferhund-Mix'],
    'German Shepherd Dog × Husky': ['gsd x husky'],
    'Golden Retriever': ['golden', 'golden retreiver'],
    Goldendoodle: ['goldendoodle'],
    Cockapoo: ['cockapoo', 'cockerpoo', 'cokapoo'],
    Cavapoo: ['cavapoo', 'cavoodle'],
    Labradoodle: ['labradoodle', 'labradoddle'],
    Maltipoo: ['maltipoo'],
    Sprocker: ['sprocker'],
    Puggle: ['puggle'],
    'Jack-A-Poo': ['jackapoo'],
    Schnoodle: ['schnoodle'],
    Pomsky: ['pomsky'],
    'Staffordshire Bull Terrier': ['staffie', 'staffy', 'SBT', 'Staffordshire bull terrior'],
    'Staffordshire Bull Terrier cross': ['staffie cross', 'staffy x'],
    'American Staffordshire Terrier': ['amstaff'],
    'American Pit Bull Terrier': ['pit bull', 'pitbull', 'pitbul'],
    'American Pit Bull Terrier cross': ['pittie mix'],
    'Jack Russell Terrier': ['jrt', 'jack russel', 'Jack Russell', 'jack russle'],
    'Jack Russell Terrier cross': ['jrt x'],
    'West Highland White Terrier': ['westie'],
    'Yorkshire Terrier': ['yorkie', 'yorky', 'yorkshire terier'],
    'Cavalier King Charles Spaniel': ['cavalier', 'CKCS', 'king charles'],
    'English Springer Spaniel': ['springer'],
    'English Cocker Spaniel': ['cocker', 'cocker spanial'],
    'French Bulldog': ['frenchie', 'french bull dog', 'Französische Bulldogge'],
    'English Bulldog': ['bulldog'],
    Rottweiler: ['rottie', 'rotweiler', 'rottweiller'],
    'Doberman Pinscher': ['doberman', 'dobermann'],
    'Siberian Husky': ['husky', 'huskey', 'هاسكي'],
    'Husky cross': ['husky mix'],
    'Border Collie': ['border collie', 'boarder collie'],
    'Collie cross': ['collie x'],
    'Australian Cattle Dog': ['heeler', 'blue heeler'],
    'Australian Shepherd': ['aussie'],
    Chihuahua: ['chi', 'chiuaua', 'chihuaua', 'شيواوا'],
    'Chihuahua cross': ['chi mix'],
    Pomeranian: ['pom', 'pomeranean'],
    'Shih Tzu': ['shitzu', 'shih-tzu', 'shih tzu', 'shitsu'],
    Dachshund: ['sausage dog', 'dachsund', 'daschund', 'doxie', 'Dackel'],
    'Miniature Dachshund': ['mini dachshund'],
    'Miniature Poodle': ['Zwergpudel'],
    'Toy Poodle': ['toy poodle'],
    Poodle: ['poodle'],
    'Miniature Schnauzer': ['mini schnauzer'],
    'Bichon Frise': ['bichon'],
    'Belgian Malinois': ['malinois'],
    'Pembroke Welsh Corgi': ['corgi'],
    'Bernese Mountain Dog': ['bernese'],
    'Rhodesian Ridgeback': ['ridgeback'],
    Vizsla: ['vizsla', 'vizla'],
    'Great Dane': ['great dane', 'Deutsche Dogge'],
    'Saint Bernard': ['st bernard', 'St. Bernard'],
    Greyhound: ['greyhound'],
    Lurcher: ['lurcher'],
    Whippet: ['whippet', 'wippet'],
    Pug: ['pug', 'Mops'],
    Beagle: ['beagle', 'beegle'],
    Boxer: ['boxer'],
    'Boxer × Mastiff': ['boxer x mastiff'],
    'Podenco Ibicenco': ['podenco'],
    Galgo: ['galgo'],
    'Kangal Shepherd Dog': ['kangal'],
    'Mixed breed': ['mutt', 'mongrel', 'crossbreed', 'cross breed', 'mixed breed', 'Mischling', 'heinz 57'],
    Terrier: ['terrier mix'],
    'Terrier cross': ['terrier x'],
    'Baladi dog': ['بلدي'],
    'Patterdale Terrier': ['patterdale'],
    'Spaniel cross': ['spaniel cross'],
  },
  cat: {
    'Domestic Shorthair': [
      'dsh',
      'moggy',
      'moggie',
      'domestic short hair',
      'domestic shorthiar',
      'tabby',
      'tortie',
      'EKH',
      'hauskatze',
    ],
    'Domestic Longhair': ['DLH'],
    'British Shorthair': ['bsh', 'british short hair', 'BKH'],
    'Maine Coon': ['maine coon', 'main coon'],
    'Maine Coon cross': ['mainecoon x'],
    Persian: ['persian', 'perser', 'شيرازي'],
    'Siamese cross': ['siamese x'],
    Siamese: ['simese'],
    Ragdoll: ['ragdoll', 'rag doll'],
    Bengal: ['bengal'],
    Sphynx: ['sphinx'],
    'Norwegian Forest Cat': ['norwegian'],
    'Russian Blue': ['russian blue'],
    'Scottish Fold': ['scottish fold'],
    Birman: ['birman'],
    'Devon Rex': ['devon rex'],
  },
  horse: {
    Cob: ['cob'],
    Thoroughbred: ['TB', 'thoroughbread'],
    'Arab Horse': ['arabian'],
    'Welsh Pony': ['welsh sec a'],
    'Shetland Pony': ['shetland'],
    Haflinger: ['Haflinger'],
    Icelandic: ['Isländer'],
    'Thoroughbred cross': ['tb x'],
    Warmblood: ['warmblood'],
  },
  rabbit: {
    Lop: ['mini lop', 'lop eared', 'Zwergwidder'],
    'Netherland Dwarf': ['netherland dwarf'],
    Lionhead: ['lionhead'],
    Rex: ['rex'],
  },
  rodent: {
    'Guinea pig': ['guinea pig', 'guineapig', 'Meerschweinchen'],
    Hamster: ['syrian hamster'],
    Gerbil: ['gerbil'],
  },
  bird: {
    Budgerigar: ['budgie'],
    Cockatiel: ['cockatiel'],
    'African Grey': ['african gray'],
  },
  reptile: {
    'Bearded dragon': ['beardie'],
    'Royal python': ['ball python'],
  },
  poultry: {
    'Hybrid hen': ['ex batt'],
  },
  camelid: {
    Alpaca: ['alpaka'],
  },
  cattle: {
    Holstein: ['hf'],
  },
  goat: {
    Damascus: ['شامي'],
  },
  sheep: {
    Awassi: ['عواسي'],
  },
  pig: {
    Kunekune: ['kune kune'],
  },
  ferret: {
    Ferret: ['frettchen'],
  },
}

const lines = readFileSync(path.join(import.meta.dirname, 'breeds.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
const species = Object.keys(typedAs) as Species[]

test.each(species)('a %s is found as desks and shelters write it', (of) => {
  const breeds = breedsIn(lines, of)
  const missed = Object.entries(typedAs[of] ?? {}).flatMap(([breed, all]) =>
    all
      .filter((typed) => !breedsLike(breeds, typed).slice(0, 3).includes(breed))
      .map((typed) => `${typed} → ${breed}: ${breedsLike(breeds, typed).slice(0, 3).join(', ')}`),
  )
  expect(missed).toEqual([])
})

test('every species of the list is one of ours', () => {
  expect([...new Set(lines.map((line) => line.split('\t')[1] ?? ''))].filter((of) => !breedSpecies[of])).toEqual([])
})

test('what is no breed finds nothing, and whatever is typed is answered', () => {
  const breeds = breedsIn(lines, 'cat')
  for (const typed of ['', ' ', 'x', 'x x x', '/', '×', 'qqqqqqqqqqqq', '\ud800', '%_\\', 'a'.repeat(100)])
    expect(breedsLike(breeds, typed).length).toBeLessThanOrEqual(12)
  expect(breedsLike(breeds, 'qqqqqqqqqqqq')).toEqual([])
})
