import type { PatientField } from './fields.ts'

export const speciesKeys = ['dog', 'cat', 'horse', 'rabbit', 'bird', 'rodent', 'reptile', 'other'] as const

export const fieldsOfAnimals = [
  'species',
  'breed',
  'isNeutered',
  'microchip',
  'insurance',
  'registration',
  'whereabouts',
] as const satisfies readonly PatientField[]

export type Species = (typeof speciesKeys)[number]

export const breeds: Record<Species, readonly string[]> = {
  dog: [
    'Mixed breed',
    'Labrador Retriever',
    'German Shepherd',
    'Golden Retriever',
    'French Bulldog',
    'Dachshund',
    'Poodle',
    'Border Collie',
    'Beagle',
    'Boxer',
    'Jack Russell Terrier',
    'Chihuahua',
    'Rottweiler',
  ],
  cat: [
    'Domestic Shorthair',
    'Domestic Longhair',
    'British Shorthair',
    'Maine Coon',
    'Persian',
    'Siamese',
    'Ragdoll',
    'Bengal',
    'Sphynx',
  ],
  horse: [
    'Warmblood',
    'Thoroughbred',
    'Arabian',
    'Quarter Horse',
    'Haflinger',
    'Icelandic',
    'Shetland Pony',
    'Friesian',
  ],
  rabbit: ['Mixed breed', 'Netherland Dwarf', 'Lop', 'Lionhead', 'Rex'],
  bird: ['Budgerigar', 'Cockatiel', 'Canary', 'African Grey', 'Chicken'],
  rodent: ['Guinea pig', 'Hamster', 'Rat', 'Mouse', 'Chinchilla'],
  reptile: ['Tortoise', 'Bearded dragon', 'Leopard gecko', 'Corn snake'],
  other: [],
}
