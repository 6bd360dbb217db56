/** A record of the Authorization Decision Log 1.0.0, as the API gives it -> what a page shows of it. Pure. */
import { z } from 'zod'
import { OUTCOMES } from '../domain/codes.ts'
import { fieldDecisionSchema, findingSchema, missingSchema } from '../domain/decision.ts'
import { PART } from '../log/parts.ts'
import { policyInputSchema } from '../policy/input.ts'

const code = z.string().nullable().default(null)
const schema = z.looseObject({
  attributes: z.looseObject({ 'adl.core.policies': z.looseObject({ sluis: z.string() }) }),
  body: z.looseObject({
    'adl.core.request': z.looseObject({
      subject: z.looseObject({
        id: z.string(),
        properties: z.looseObject({ organ: z.string(), department: z.string().nullable() }).optional(),
      }),
      action: z.looseObject({ name: z.string() }),
      resource: z.looseObject({ type: z.string(), id: z.string() }),
      context: z.looseObject({
        regime: code,
        purpose: code,
        task: code,
        caseId: code,
        legalBasis: z.array(z.string()).default([]),
        onAccountOf: z.looseObject({ act: z.string() }).nullable().default(null),
      }),
    }),
    'adl.core.response': z.looseObject({
      context: z.looseObject({
        outcome: z.enum(OUTCOMES),
        fields: z.array(fieldDecisionSchema),
        findings: z.array(findingSchema),
        missing: z.array(missingSchema),
      }),
    }),
    'adl.core.information': z.looseObject({ input: z.unknown() }).optional(),
  }),
})
/** Of what the norms read: the judgements. An input of an older shape may have others, which are not shown. */
const judgementsSchema = z.looseObject({ attestations: policyInputSchema.shape.attestations })
const actSchema = z.looseObject({
  act: z.looseObject({
    kind: z.string(),
    to: z.string().nullable(),
    attestation: z.looseObject({ type: z.string(), outcome: z.string() }).nullable(),
  }),
})
export type UsedJudgement = z.infer<typeof judgementsSchema>['attestations'][number]

const settlementSchema = z.looseObject({ settlement: PART.settlement.schema })

/** undefined: nothing left yet, or it is erased what did. */
export function readSettlement(settlement: unknown) {
  return settlementSchema.safeParse(settlement).data?.settlement
}

export type AdlRead = ReturnType<typeof readAdl>

/** Throws when it is no such record. */
export function readAdl(record: unknown) {
  const { attributes, body } = schema.parse(record)
  const { subject, action, resource, context } = body['adl.core.request']
  const { outcome, fields, findings, missing } = body['adl.core.response'].context
  const input = body['adl.core.information']?.input
  const information = judgementsSchema.safeParse(input).data
  return {
    outcome,
    fields,
    /** null: not recorded in a shape that is read now, or erased. */
    judgements: information?.attestations ?? null,
    findings,
    missing,
    action: action.name,
    /** null: a question, or it is erased what was done. */
    act: actSchema.safeParse(input).data?.act ?? null,
    /** null: who asked was forgotten. */
    asker: subject.id === 'erased' ? null : { person: subject.id, ...subject.properties },
    question: {
      ...context,
      source: resource.type === 'source' ? resource.id : null,
      /** The case of an act is what it is about. */
      caseId: context.caseId ?? (resource.type === 'case' ? resource.id : null),
    },
    norms: [...new Set([...findings.map(({ norm }) => norm), ...fields.flatMap(({ norms }) => norms)])].sort(),
    policy: attributes['adl.core.policies'].sluis.split('@').at(-1) ?? '',
  }
}
