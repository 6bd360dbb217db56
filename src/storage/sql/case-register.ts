/** The case register over any engine of the SQLite family: one snapshot a read, content opened with the keys. */
import { z } from 'zod'
import { type Attestation, type Case, caseFactsSchema, type Scope, scopeSchema } from '../../domain/case.ts'
import { type Holding, holdingAsked, holdingContentSchema, holdingFactsSchema } from '../../domain/holding.ts'
import { subjectSchema } from '../../domain/inquiry.ts'
import {
  type ProcessingType,
  processingFactsSchema,
  processingPlace,
  processingWordsSchema,
} from '../../domain/processing.ts'
import type { Vault } from '../../log/entry.ts'
import type { CaseRegister, SealedParts } from '../../ports.ts'
import { Bounded } from '../bounded.ts'
import { contentReader } from '../content-reader.ts'
import {
  type AttestationRow,
  CASES,
  type CaseRow,
  type HoldingRow,
  type ProcessingRow,
  type SubjectRow,
} from './case-sql.ts'
import { bytesOf, type Engine } from './statement.ts'

/** What is sealed of a judgement; its codes and dates are columns. */
const judgementSchema = z.strictObject({
  grounds: z.string(),
  details: z.record(z.string(), z.union([z.boolean(), z.number(), z.string()])),
})

/** Few scopes are in use, in many judgements. */
const REMEMBERED_SCOPES = 1_024

export function createCaseRegister(engine: Engine, vault: Vault): CaseRegister {
  const factsIn = contentReader(vault, (content) => caseFactsSchema.parse(content))
  const subjectIn = contentReader(vault, (content) => subjectSchema.parse(content))
  const judgementIn = contentReader(vault, (content) => judgementSchema.parse(content))
  const holdingIn = contentReader(vault, (content) => holdingContentSchema.parse(content))
  const processingIn = contentReader(vault, (content) => processingWordsSchema.parse(content))
  const scopes = new Bounded<Scope>(REMEMBERED_SCOPES)

  return {
    async find(oin, caseId) {
      const [[row], subjectRows, attestationRows] = await engine.read(CASES.held(oin, caseId))
      const value = row && (await caseOf(row))
      if (!value) return undefined
      const subjects = await allOf(subjectRows, subjectOf)
      return { value, subjects, attestations: await allOf(attestationRows, attestationOf) }
    },
    async list(oin, after, count) {
      const [rows] = await engine.read(CASES.list(oin, after, count))
      return allOf(rows, caseOf)
    },
    async attestation(oin, id) {
      const [[row]] = await engine.read(CASES.attestation(oin, id))
      return row && attestationOf(row)
    },
    async organisationAttestations(oin) {
      const [rows] = await engine.read(CASES.ofOrganisation(oin))
      return allOf(rows, attestationOf)
    },
    async holding(oin, id) {
      const [[row]] = await engine.read(CASES.holding(oin, id))
      const content = row && (await holdingIn(`holding:${row.id}`, sealed(row.key_id, row.content)))
      return row && content && { value: holdingOf(row), content }
    },
    async holdings(oin, caseId, after, count) {
      const [rows] = await engine.read(CASES.holdings(oin, caseId ?? '', after, count))
      return rows.map(holdingOf)
    },
    async processingTypes(oin) {
      const [rows] = await engine.read(CASES.processingTypes(oin))
      return allOf(rows, processingOf)
    },
    async factsFor(oin, caseId, subject, source, person = '') {
      // '' is no id: without a case, a subject or a person these statements find nothing of it.
      const rows = await engine.read(CASES.facts(oin, caseId ?? '', subject ?? '', source, person))
      const [ofOrganisation, [caseRow], ofCase, relationRows, [hit]] = rows
      const asked = holdingAsked(source)
      const [[held]] = asked === null ? [[]] : await engine.read(CASES.holdingInPlace(oin, asked, caseId ?? ''))
      const value = caseRow && (await caseOf(caseRow))
      const attestations = await allOf([...ofOrganisation, ...ofCase], attestationOf)
      const relations = new Map(relationRows.map((row) => [row.subject, row.relation]))
      return {
        case: value ? { version: value.version, facts: value.facts } : null,
        relation: (subject !== null && relations.get(subject)) || null,
        hit: hit ? hit.hit === 1 : null,
        attestations,
        holding: held ? holdingOf(held) : null,
        relations,
      }
    },
  }

  function holdingOf(row: HoldingRow): Holding {
    const { id, oin, case_id: caseId, version, at, given_by: by } = row
    return { id, oin, caseId, version, at, by, facts: holdingFactsSchema.parse(JSON.parse(row.facts)) }
  }

  async function processingOf(row: ProcessingRow): Promise<ProcessingType | undefined> {
    const words = await processingIn(processingPlace(row), sealed(row.key_id, row.content))
    const { oin, code, at, given_by: by } = row
    return words && { oin, code, at, by, facts: processingFactsSchema.parse(JSON.parse(row.facts)), words }
  }

  /** undefined once the key of the case is destroyed: an erased case is not there. */
  async function caseOf(row: CaseRow): Promise<Case | undefined> {
    const facts = await factsIn(`case:${row.id}`, sealed(row.key_id, row.facts))
    if (facts === undefined) return undefined
    const { id, oin, version, opened_at: openedAt, opened_by: openedBy } = row
    return { id, oin, version, openedAt, openedBy, facts }
  }

  async function subjectOf(row: SubjectRow) {
    const subject = await subjectIn(`subject:${row.case_id}:${row.subject}`, sealed(row.key_id, row.identifier))
    if (subject === undefined) return undefined
    return { subject, relation: row.relation, key: row.subject }
  }

  /** A judgement whose key is destroyed no longer speaks: absent, which the norms read as deny or review. */
  async function attestationOf(row: AttestationRow): Promise<Attestation | undefined> {
    const judgement = await judgementIn(`attestation:${row.id}`, sealed(row.key_id, row.content))
    if (judgement === undefined) return undefined
    const { grounds, details } = judgement
    return {
      id: row.id,
      oin: row.oin,
      caseId: row.case_id,
      type: row.type,
      outcome: row.outcome,
      scope: scopeIn(row.scope),
      details,
      grounds,
      by: row.given_by,
      role: row.role,
      organ: row.organ,
      department: row.department,
      at: row.at,
      validUntil: row.valid_until,
      withdrawnBy: row.withdrawn_by,
    }
  }

  function scopeIn(text: string): Scope {
    const known = scopes.get(text)
    if (known) return known
    const scope = scopeSchema.parse(JSON.parse(text))
    scopes.set(text, scope)
    return scope
  }
}

function sealed(keyId: string, bytes: Uint8Array): SealedParts {
  return { keyId, bytes: bytesOf(bytes) }
}

/** What could be opened, in the order of the rows. */
async function allOf<Row, Value>(
  rows: readonly Row[],
  open: (row: Row) => Promise<Value | undefined>,
): Promise<readonly Value[]> {
  const values: Value[] = []
  for (const row of rows) {
    const value = await open(row)
    if (value !== undefined) values.push(value)
  }
  return values
}
