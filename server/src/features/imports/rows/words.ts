import { fold } from '@polyclinic/contract/kit/reading/fold.ts'
import type { Species } from '@polyclinic/contract/patients/species.ts'

/** Words of a table, as programs and people write them in the languages of the product, and what they mean here. */
const lookup = <Meaning extends string>(words: Record<Meaning, string>): ReadonlyMap<string, Meaning> =>
  new Map(
    (Object.entries(words) as [Meaning, string][]).flatMap(([meaning, listed]) =>
      listed.split(',').map((word): [string, Meaning] => [fold(word), meaning]),
    ),
  )

export const sexes = lookup({
  female: 'female,f,fem,w,weiblich,frau,mrs,ms,hündin,stute,katze,girl,woman,female spayed,fs,sf,أنثى,انثى,ذات',
  male: 'male,m,männlich,mann,herr,mr,rüde,hengst,wallach,kater,boy,man,male neutered,mn,nm,ذكر',
  other: 'other,divers,d,x,nonbinary,non-binary,diverse,آخر',
  unknown: 'unknown,u,unbekannt,k. a.,n/a,not stated,prefer not to say,غير معروف',
})

export const answers = lookup({
  yes: 'yes,y,true,1,x,ja,j,wahr,spayed,neutered,castrated,desexed,kastriert,sterilisiert,نعم',
  no: 'no,n,false,0,nein,falsch,intact,entire,unkastriert,intakt,لا',
})

/** Sexes that say as well that an animal is neutered. */
export const neuteredSexes: ReadonlySet<string> = new Set([
  'female spayed',
  'fs',
  'sf',
  'male neutered',
  'mn',
  'nm',
  'wallach',
])

export const kinds = lookup({
  human: 'human,person,people,mensch,client,patient,إنسان,شخص',
  animal: 'animal,pet,tier,haustier,حيوان',
})

export const species = lookup<Species>({
  dog: 'dog,canine,canis,hund,k9,كلب',
  cat: 'cat,feline,felis,katze,kater,قط,قطة',
  rabbit: 'rabbit,bunny,kaninchen,hase,lagomorph,أرنب',
  rodent: 'rodent,guinea pig,hamster,rat,mouse,gerbil,chinchilla,nager,nagetier,meerschweinchen,ratte,maus,قارض,قوارض',
  ferret: 'ferret,frettchen,نمس,ابن مقرض',
  bird: 'bird,avian,parrot,vogel,papagei,طائر,طير',
  reptile: 'reptile,reptil,tortoise,turtle,snake,lizard,schildkröte,schlange,echse,زاحف,زواحف',
  fish: 'fish,fisch,سمك,سمكة',
  horse: 'horse,equine,pony,pferd,حصان,خيل',
  donkey: 'donkey,mule,esel,حمار',
  cattle: 'cattle,bovine,cow,bull,rind,kuh,أبقار,بقرة,ماشية',
  sheep: 'sheep,ovine,schaf,خروف,غنم,أغنام',
  goat: 'goat,caprine,ziege,ماعز',
  pig: 'pig,porcine,swine,schwein,خنزير',
  poultry: 'poultry,chicken,hen,duck,goose,geflügel,huhn,ente,gans,دواجن,دجاج,دجاجة',
  camelid: 'camelid,alpaca,llama,camel,alpaka,lama,kamel,جمل,إبل,جمليات',
  deer: 'deer,hirsch,reh,غزال,أيل',
  other: 'other,exotic,wildlife,andere,sonstige,sonstiges,exot,آخر,أخرى',
})

export const languages = lookup({
  en: 'en,english,englisch,إنجليزية,الإنجليزية,eng',
  de: 'de,german,deutsch,ألمانية,الألمانية,ger,deu',
  ar: 'ar,arabic,arabisch,عربي,عربية,العربية,ara',
})
