import type { ImportField } from '@polyclinic/contract/imports/import-fields.ts'
import { fold } from '@polyclinic/contract/kit/reading/fold.ts'

/**
 * What columns are called by people and by other programs (Cliniko, Jane, OpenVPMS, Google Contacts), in the languages of the
 * product. Where a table has several of one meaning the first word here is the likelier one.
 */
const called: Partial<Record<ImportField, string | string[]>> = {
  givenName: [
    'first name,given name,forename,firstname,patient first name,pet name,animal name,patient name,pet',
    'animal,vorname,rufname,tiername,name des tieres,name tier,الاسم الأول,الاسم الاول,اسم الحيوان',
  ],
  familyName: [
    'last name,family name,surname,lastname,patient last name,nachname,familienname,zuname,اسم العائلة',
    'الكنية,اللقب',
  ],
  fullName: 'name,full name,display name,patient,vollständiger name,الاسم,الاسم الكامل',
  usedName: [
    'preferred name,preferred first name,nickname,known as,used name,spitzname,genannt,الاسم المفضل',
    'اسم الشهرة',
  ],
  title: 'title,salutation,name prefix,prefix,anrede,titel,لقب مهني',
  kind: 'kind,patient kind,patient type,art des patienten,نوع المريض',
  birthDate: [
    'date of birth,birth date,birthdate,dob,birthday,born,geburtsdatum,geboren,geburtstag,geb datum',
    'تاريخ الميلاد,تاريخ الولادة',
  ],
  sex: 'sex,gender,legal sex,geschlecht,الجنس',
  species: 'species,animal type,tierart,spezies,art,نوع الحيوان,الفصيلة',
  breed: 'breed,rasse,السلالة',
  colour: 'colour,color,coat,coat colour,farbe,fellfarbe,اللون',
  isNeutered: 'neutered,desexed,spayed,sterilized,spayed neutered,kastriert,معقم,مخصي',
  microchip: [
    'microchip,chip,microchip number,chip number,microchip no,chipnummer,transpondernummer,transponder',
    'رقم الشريحة,الشريحة',
  ],
  phone: [
    'mobile phone,mobile,cell phone,cell,phone,phone number,telephone,home phone,work phone,phone 1 value',
    'telefon,telefonnummer,handy,mobil,mobiltelefon,الهاتف,رقم الهاتف,الجوال,الموبايل',
  ],
  email: [
    'email,e mail,email address,e mail 1 value,email 1 value,mail,e mail adresse,البريد الإلكتروني',
    'البريد الالكتروني,الإيميل',
  ],
  street: [
    'street,address 1,address line 1,street address,address,address 1 street,street 1,strasse,straße',
    'straße und hausnummer,adresse,anschrift,الشارع,العنوان',
  ],
  street2: 'address 2,address line 2,street address 2,street 2,adresszusatz,address 1 extended address,العنوان 2',
  postalCode: [
    'post code,postcode,postal code,postal,zip,zip code,address 1 postal code,plz,postleitzahl',
    'الرمز البريدي',
  ],
  city: 'city,town,suburb,address 1 city,ort,stadt,wohnort,المدينة',
  state: 'state,province,region,county,address 1 region,bundesland,الولاية,المحافظة',
  country: 'country,address 1 country,land,الدولة,البلد',
  language: 'language,preferred language,sprache,اللغة',
  memo: 'notes,note,memo,comments,comment,remarks,notizen,notiz,bemerkung,bemerkungen,ملاحظات',
  deceasedOn: [
    'date of death,deceased on,deceased date,deceased,died,todesdatum,verstorben am,gestorben am',
    'تاريخ الوفاة',
  ],
}

const owners = [
  'owner,client,customer,guardian,parent,contact,besitzer,halter,tierhalter,kunde,eigentümer,vormund',
  'المالك,مالك,صاحب,العميل,ولي',
]

const ofOwners: Partial<Record<ImportField, readonly ImportField[]>> = {
  guardianName: ['fullName'],
  guardianGivenName: ['givenName'],
  guardianFamilyName: ['familyName'],
  guardianPhone: ['phone'],
  guardianEmail: ['email'],
}

const listed = (words: string | readonly string[]) => [words].flat().join(',').split(',').map(fold)

const ownerWords = listed(owners)

/** Only where the table is of animals: beside them a client is somebody else. */
const ofAnimals: readonly ImportField[] = ['species', 'breed', 'microchip', 'isNeutered']
const petNames = listed('pet name,animal name,pet,animal,tiername,name des tieres,name tier,اسم الحيوان')

const meanings = new Map<string, { field: ImportField; rank: number }>()
for (const [field, words] of Object.entries(called))
  for (const [rank, word] of listed(words).entries())
    if (!meanings.has(word)) meanings.set(word, { field: field as ImportField, rank })

const fieldOf = (head: string) => meanings.get(head)

/** What of its owner a head names: `Customer First Name`, `Client`, `Telefon Besitzer`. */
function ofOwner(head: string): { field: ImportField; rank: number } | undefined {
  const owner = ownerWords.find((word) => head === word || head.startsWith(`${word} `) || head.endsWith(` ${word}`))
  if (owner === undefined) return undefined
  const rest = head.startsWith(owner) ? head.slice(owner.length).trim() : head.slice(0, -owner.length).trim()
  const meant = rest === '' ? { field: 'fullName' as const, rank: 0 } : fieldOf(rest)
  const [field] = Object.entries(ofOwners).find(([, fields]) => meant && fields?.includes(meant.field)) ?? []
  return field && meant ? { field: field as ImportField, rank: meant.rank } : undefined
}

/** The field of each column, as its head says it; each field once. */
export function guessColumns(
  heads: readonly string[],
  treats: 'human' | 'veterinary' | 'mixed',
): (ImportField | null)[] {
  const folded = heads.map(fold)
  const isOfAnimals =
    treats !== 'human' &&
    folded.some((head) => petNames.includes(head) || ofAnimals.includes(fieldOf(head)?.field ?? 'memo'))
  const meant = folded.map((head) => {
    if (head === '') return undefined
    const owner = ofOwner(head)
    if (isOfAnimals && owner) return owner
    return fieldOf(head) ?? owner ?? withoutOwner(head)
  })
  const best = new Map<ImportField, number>()
  for (const [at, each] of meant.entries()) {
    if (!each) continue
    const known = best.get(each.field)
    if (known === undefined || (meant[known]?.rank ?? 0) > each.rank) best.set(each.field, at)
  }
  return meant.map((each, at) => (each && best.get(each.field) === at ? each.field : null))
}

/** `Patient email` is the patient's. */
const withoutOwner = (head: string) => {
  const own = /^(?:patient|pet|animal|tier|patienten) (.+)$/.exec(head)?.[1]
  return own === undefined ? undefined : fieldOf(own)
}
