/** A decision of the log as `explain` takes it: its facts, when and under which policy; or why it cannot be explained. Pure. */
import { z } from 'zod'
import { ENTRY_TYPES, type EntryType } from '../../domain/codes.ts'
import { lostAsker, parsed } from '../../policy/given.ts'
import { type PolicyInput, policyInputSchema } from '../../policy/input.ts'
import { PolicyProblems } from '../../policy/problems.ts'

export type LoggedDecision = {
  readonly at: string
  /** Digest of the policy it was taken under. */
  readonly policy: string
  readonly input: PolicyInput
}

const documentSchema = z.looseObject({
  type: z.enum(ENTRY_TYPES).optional(),
  at: z.string(),
  record: z
    .looseObject({
      attributes: z.looseObject({ 'adl.core.policies': z.looseObject({ sluis: z.string() }) }),
      body: z.looseObject({ 'adl.core.information': z.looseObject({ input: z.unknown() }).optional() }),
    })
    .nullable()
    .optional(),
})

/** `document` as GET /v1/decisions/{id} gives it. Throws PolicyProblems that say what to do. */
export function loggedDecision(id: string, document: unknown): LoggedDecision {
  const { type, at, record } = parsed(documentSchema, id, document)
  if (record === undefined) throw new PolicyProblems([`${id}: ${SUPPLIED}`])
  const instead = type && INSTEAD[type]
  if (instead !== undefined) throw new PolicyProblems([`${id}: ${instead}`])
  const given = record?.body['adl.core.information']?.input
  if (!record || given === undefined) throw new PolicyProblems([`${id}: ${ERASED}`])
  if (lostAsker(given)) throw new PolicyProblems([`${id}: ${ASKERLESS}`])
  const [policy = ''] = record.attributes['adl.core.policies'].sluis.split('@')
  return { at, policy, input: ofThisShape(id, given) }
}

function ofThisShape(id: string, given: unknown): PolicyInput {
  try {
    return parsed(policyInputSchema, id, given)
  } catch (error) {
    throw error instanceof PolicyProblems ? new PolicyProblems([...error.problems, `${id}: ${OLDER}`]) : error
  }
}

const SUPPLIED =
  'beslissing van een andere organisatie; wie de gegevens leverde, heeft de feiten niet: vraag het haar / a decision of another organisation; who supplied the data has no facts of it: ask that organisation'
const ERASED =
  'de feiten zijn vernietigd; er valt niets meer uit te leggen / its facts are destroyed; there is nothing left to explain'
const ASKERLESS =
  'wie vroeg is vernietigd; zonder de vrager valt er niets meer uit te leggen / who asked is destroyed; without the asker there is nothing left to explain'
const OLDER =
  'vastgelegd in een andere vorm dan dit beleid leest; neem de versie van toen / recorded in another shape than this policy reads; take the version of that time'

/** Entries that decide nothing themselves. */
const INSTEAD: Partial<Record<EntryType, string>> = {
  settlement:
    'de afwikkeling van een beslissing; geef het id van die beslissing / the settlement of a decision; give the id of that decision',
  repeat:
    'een herhaald antwoord; geef het id van de eerste beslissing / an answer that was repeated; give the id of the first decision',
  closing:
    'het einde van een verzoek; geef het id van de beslissing / the end of an inquiry; give the id of the decision',
}
