/** Read statements of the case register. Pure. */
import { and, asc, desc, eq, gt, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import { attestations, caseSubjects, cases, hits, holdings, processingTypes } from '../schema.ts'
import { author, fill, type Statement, statement } from './statement.ts'

export type CaseRow = typeof cases.$inferSelect
export type SubjectRow = typeof caseSubjects.$inferSelect
export type HoldingRow = typeof holdings.$inferSelect
export type ProcessingRow = typeof processingTypes.$inferSelect
export type AttestationRow = typeof attestations.$inferSelect
/** All of a judgement that can change, by its id and its key. */
export type StandingRow = Pick<AttestationRow, 'id' | 'key_id' | 'withdrawn_by'>
const { placeholder } = sql

/** Every read names the organisation: a case of another one is not there. */
const ofOin = and(eq(cases.id, placeholder('caseId')), eq(cases.oin, placeholder('oin')))
const caseInOin = sql`exists (select 1 from ${cases} where ${ofOin})`

const standing = { id: attestations.id, key_id: attestations.key_id, withdrawn_by: attestations.withdrawn_by }

const oneCase: Statement<CaseRow> = statement(author.select().from(cases).where(ofOin))
const casesBefore: Statement<CaseRow> = statement(
  author
    .select()
    .from(cases)
    .where(and(eq(cases.oin, placeholder('oin')), lt(cases.id, placeholder('after'))))
    .orderBy(desc(cases.id))
    .limit(placeholder('count')),
)
const casesAfter: Statement<CaseRow> = statement(
  author
    .select()
    .from(cases)
    .where(gt(cases.id, placeholder('after')))
    .orderBy(asc(cases.id))
    .limit(placeholder('count')),
)
const subjectsOfCase: Statement<SubjectRow> = statement(
  author
    .select()
    .from(caseSubjects)
    .where(and(eq(caseSubjects.case_id, placeholder('caseId')), caseInOin))
    .orderBy(asc(caseSubjects.subject)),
)
const relationsOfCase: Statement<Pick<SubjectRow, 'subject' | 'relation' | 'given_by'>> = statement(
  author
    .select({ subject: caseSubjects.subject, relation: caseSubjects.relation, given_by: caseSubjects.given_by })
    .from(caseSubjects)
    .where(and(eq(caseSubjects.case_id, placeholder('caseId')), caseInOin)),
)
/** One for each pseudonym under which it was settled; which of them is the latest, the order of the pseudonyms says. */
const hitsOf: Statement<{ subject: string; hit: number }> = statement(
  author
    .select({ subject: hits.subject, hit: hits.hit })
    .from(hits)
    .where(
      and(
        eq(hits.case_id, placeholder('caseId')),
        sql`${hits.subject} in (select value from json_each(${placeholder('subjects')}))`,
        eq(hits.source, placeholder('source')),
        caseInOin,
      ),
    ),
)
const attestationsOfCase: Statement<StandingRow> = statement(
  author
    .select(standing)
    .from(attestations)
    .where(and(eq(attestations.oin, placeholder('oin')), eq(attestations.case_id, placeholder('caseId'))))
    .orderBy(asc(attestations.id)),
)
const withdrawnByNoOther = or(isNull(attestations.withdrawn_by), eq(attestations.withdrawn_by, placeholder('person')))
const factsOfCase: Statement<StandingRow> = statement(
  author
    .select(standing)
    .from(attestations)
    .where(
      and(
        eq(attestations.oin, placeholder('oin')),
        eq(attestations.case_id, placeholder('caseId')),
        withdrawnByNoOther,
      ),
    )
    .orderBy(asc(attestations.id)),
)
const factsOfOin: Statement<StandingRow> = statement(
  author
    .select(standing)
    .from(attestations)
    .where(and(eq(attestations.oin, placeholder('oin')), isNull(attestations.case_id), withdrawnByNoOther))
    .orderBy(asc(attestations.id)),
)
const standingOfOin: Statement<StandingRow> = statement(
  author
    .select(standing)
    .from(attestations)
    .where(
      and(eq(attestations.oin, placeholder('oin')), isNull(attestations.case_id), isNull(attestations.withdrawn_by)),
    )
    .orderBy(asc(attestations.id)),
)
const standingOfCases: Statement<StandingRow & { opened_at: string }> = statement(
  author
    .select({ ...standing, opened_at: cases.opened_at })
    .from(attestations)
    .innerJoin(cases, and(eq(cases.id, attestations.case_id), eq(cases.oin, attestations.oin)))
    .where(
      and(
        eq(attestations.oin, placeholder('oin')),
        eq(attestations.type, placeholder('type')),
        isNull(attestations.withdrawn_by),
      ),
    )
    .orderBy(asc(attestations.id)),
)
const givenOfOin: Statement<{ given: number }> = statement(
  author
    .select({ given: sql<number>`count(*)`.as('given') })
    .from(attestations)
    .where(and(eq(attestations.oin, placeholder('oin')), isNull(attestations.case_id))),
)
const withdrawnOfOin: Statement<{ withdrawn: number }> = statement(
  author
    .select({ withdrawn: sql<number>`count(*)`.as('withdrawn') })
    .from(attestations)
    .where(
      and(eq(attestations.oin, placeholder('oin')), isNull(attestations.case_id), isNotNull(attestations.withdrawn_by)),
    ),
)
const oneAttestation: Statement<StandingRow> = statement(
  author
    .select(standing)
    .from(attestations)
    .where(and(eq(attestations.id, placeholder('id')), eq(attestations.oin, placeholder('oin')))),
)
const attestationsById: Statement<AttestationRow> = statement(
  author
    .select()
    .from(attestations)
    .where(
      and(
        eq(attestations.oin, placeholder('oin')),
        sql`${attestations.id} in (select value from json_each(${placeholder('ids')}))`,
      ),
    ),
)

const oneHolding: Statement<HoldingRow> = statement(
  author
    .select()
    .from(holdings)
    .where(and(eq(holdings.id, placeholder('id')), eq(holdings.oin, placeholder('oin')))),
)
/** '' stands for no case, in the question and in the row alike. */
const inPlace = sql`coalesce(${holdings.case_id}, '') = ${placeholder('caseId')}`
const holdingInPlace: Statement<HoldingRow> = statement(
  author
    .select()
    .from(holdings)
    .where(and(eq(holdings.id, placeholder('id')), eq(holdings.oin, placeholder('oin')), inPlace)),
)
const holdingsBefore: Statement<HoldingRow> = statement(
  author
    .select()
    .from(holdings)
    .where(and(eq(holdings.oin, placeholder('oin')), inPlace, lt(holdings.id, placeholder('after'))))
    .orderBy(desc(holdings.id))
    .limit(placeholder('count')),
)

const processingOfOin: Statement<ProcessingRow> = statement(
  author
    .select()
    .from(processingTypes)
    .where(eq(processingTypes.oin, placeholder('oin')))
    .orderBy(asc(processingTypes.code)),
)

/** Sorts after every UUID: a list without a cursor starts with the newest. */
export const LAST = '~'

export const CASES = {
  held: (oin: string, caseId: string) =>
    [
      fill(oneCase, { oin, caseId }),
      fill(subjectsOfCase, { oin, caseId }),
      fill(attestationsOfCase, { oin, caseId }),
    ] as const,
  list: (oin: string, after: string | null, count: number) =>
    [fill(casesBefore, { oin, after: after ?? LAST, count })] as const,
  every: (after: string | null, count: number) => [fill(casesAfter, { after: after ?? '', count })] as const,
  attestation: (oin: string, id: string) => [fill(oneAttestation, { oin, id })] as const,
  attestations: (oin: string, ids: readonly string[]) =>
    [fill(attestationsById, { oin, ids: JSON.stringify(ids) })] as const,
  ofOrganisation: (oin: string) => [fill(standingOfOin, { oin })] as const,
  ofCases: (oin: string, type: string) => [fill(standingOfCases, { oin, type })] as const,
  judgementCount: (oin: string) => [fill(givenOfOin, { oin }), fill(withdrawnOfOin, { oin })] as const,
  holding: (oin: string, id: string) => [fill(oneHolding, { oin, id })] as const,
  holdingInPlace: (oin: string, id: string, caseId: string) => [fill(holdingInPlace, { oin, id, caseId })] as const,
  holdings: (oin: string, caseId: string, after: string | null, count: number) =>
    [fill(holdingsBefore, { oin, caseId, after: after ?? LAST, count })] as const,
  processingTypes: (oin: string) => [fill(processingOfOin, { oin })] as const,
  facts: (oin: string, caseId: string, subjects: readonly string[], source: string, person: string) =>
    [
      fill(factsOfOin, { oin, person }),
      fill(oneCase, { oin, caseId }),
      fill(factsOfCase, { oin, caseId, person }),
      fill(relationsOfCase, { oin, caseId }),
      fill(hitsOf, { oin, caseId, subjects: JSON.stringify(subjects), source }),
    ] as const,
}
