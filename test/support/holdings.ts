/** Information as it is brought in (the body of `POST /v1/holdings`); what a test is about, it changes itself. */
import type { Reply } from '../../src/cli/demo/client.ts'
import { BSN } from '../../src/cli/demo/people.ts'
import { subjectOf } from '../../src/cli/demo/questions.ts'
import { permitted } from './garage.ts'

type Changes = Readonly<Record<string, unknown>>

/** A part of what the police reported to the mayor for a closure. */
export const reportedPart = (changes: Changes = {}) => ({
  name: 'rapport',
  category: 'C-POL8',
  origin: 'POL',
  contributors: ['POL'],
  receivedFor: ['P-13B'],
  verified: true,
  lawful: true,
  wpgArticle: '8',
  date: '2026-01-05',
  fields: [{ name: 'tekst', value: 'synthetisch' }],
  ...changes,
})

/** A report of the police, about the garage owner. */
export const reportOf = (changes: Changes = {}) => ({
  kind: 'DOCUMENT',
  title: 'Rapportage',
  subjects: [subjectOf(BSN.garagehouder)],
  parts: [reportedPart()],
  grounds: 'Ontvangen van de politie (synthetisch).',
  ...changes,
})

/** A part of what participants of a RIEC made together, or gathered: of inspections, by the college. */
export const gatheredPart = (changes: Changes = {}) =>
  reportedPart({
    name: 'controle',
    category: 'C-TOEZ',
    origin: 'COL',
    originRegime: 'WGS',
    contributors: ['COL'],
    receivedFor: ['P-RIEC-B'],
    wpgArticle: null,
    fields: fieldsOf({ bevinding: 'opslag zonder vergunning' }),
    ...changes,
  })

export const fieldsOf = (values: Readonly<Record<string, unknown>>) =>
  Object.entries(values).map(([name, value]) => ({ name, value }))

/** The name under which it is asked, once it is brought in. */
export const sourceOf = async (bringing: Promise<Reply>) => String((await permitted(bringing)).source)
