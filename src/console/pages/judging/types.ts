/** Judgements that there are, as the API lists them. */
import { pageOf } from '../../../api/documents.ts'
import { type AttestationTypeDocument, attestationTypeDocumentSchema } from '../../../api/documents-judging.ts'
import { ApiRefusal } from '../../api.ts'
import type { Visit } from '../../page.ts'
import { ownProblem } from '../../problems.ts'
import { said } from '../../words.ts'

export type JudgementType = AttestationTypeDocument

const typesPage = pageOf(attestationTypeDocumentSchema)

export async function judgementTypes(v: Visit): Promise<ReadonlyMap<string, JudgementType>> {
  const { items } = await v.vocabulary('/attestation-types', typesPage)
  return new Map(items.map((type) => [type.code, type]))
}

/** Throws the page that says it is not there. */
export async function judgementType(v: Visit, code: string): Promise<JudgementType> {
  return (await judgementTypes(v)).get(code) ?? nothingHere(v)
}

export function nothingHere({ t }: Visit): never {
  throw new ApiRefusal(ownProblem(404, t('Dit is er niet, of niet meer', 'This is not there, or not any more')))
}

export function titleOf(v: Visit, type: JudgementType | undefined, code: string): string {
  return type ? said(v, type) : code
}
