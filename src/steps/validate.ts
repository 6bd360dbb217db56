/** validate: body and Caller -> Inquiry. 400 only for malformed input and unknown codes; every problem at once. Pure. */
import type { Caller } from '../domain/caller.ts'
import { isHeldField, isHoldingSource } from '../domain/holding.ts'
import { normalise, SUBJECT_OF } from '../domain/identifier.ts'
import { type Inquiry, type InquiryRequest, inquiryRequestSchema, type Subject } from '../domain/inquiry.ts'
import { pointersOf, REPORT } from '../domain/shape-faults.ts'
import { no, ok, type Result } from '../errors.ts'
import type { CatalogueSource, Facts } from '../policy/facts.ts'
import { unknownCode } from '../policy/listed.ts'

type Issue = ReturnType<typeof pointersOf>[number]
type Vocabulary = Pick<Facts, 'sources' | 'purposes' | 'tasks' | 'legal_bases' | 'organs' | 'departments'>

export function validateInquiry(facts: Vocabulary, body: unknown, caller: Caller): Result<Inquiry> {
  const parsed = inquiryRequestSchema.safeParse(body, REPORT)
  if (!parsed.success) return no('invalid-input', { problems: pointersOf(parsed.error) })
  const request = parsed.data
  const source = sourceOf(facts, request)
  const issues = [...unknownCodes(facts, request), ...shapeIssues(request, source)]
  const subject = request.subject ? checkSubject(request.subject, source, issues) : null
  if (issues.length > 0) return no('invalid-input', { problems: issues })
  return ok({
    regime: request.regime,
    purpose: request.purpose ?? null,
    task: request.task ?? null,
    legalBasis: [...new Set(request.legalBasis ?? [])].sort(),
    caseId: request.caseId ?? null,
    source: request.source,
    subject,
    mode: request.mode,
    level: request.level ?? null,
    // A question about existence covers the whole dataset, whatever fields it names.
    fields:
      request.mode === 'HITNOHIT' || request.mode === 'KNOWN_CHECK' ? [] : [...new Set(request.fields ?? [])].sort(),
    grounds: {
      necessity: request.grounds?.necessity?.trim() ?? '',
      proportionality: request.grounds?.proportionality?.trim() ?? '',
      subsidiarity: request.grounds?.subsidiarity?.trim() ?? '',
    },
    recipient: recipientOf(request, caller),
  })
}

/** Own rows only: `constructor` is a member of every object, and no source. */
function sourceOf(facts: Vocabulary, request: InquiryRequest): CatalogueSource | undefined {
  return Object.hasOwn(facts.sources, request.source) ? facts.sources[request.source] : undefined
}

function unknownCodes(facts: Vocabulary, request: InquiryRequest): Issue[] {
  const issues: Issue[] = []
  const check = (table: keyof Vocabulary, code: string | undefined, pointer: string): void => {
    if (code !== undefined && !Object.hasOwn(facts[table], code))
      issues.push({ pointer, message: unknownCode(facts, table, code) })
  }
  // What is held is asked by its id. Whether it is there, only the policy may show.
  const held = isHoldingSource(request.source)
  if (!held) check('sources', request.source, '/source')
  check('purposes', request.purpose, '/purpose')
  check('tasks', request.task, '/task')
  request.legalBasis?.forEach((code, i) => {
    check('legal_bases', code, `/legalBasis/${i}`)
  })
  check('organs', request.recipient?.organ, '/recipient/organ')
  check('departments', request.recipient?.department, '/recipient/department')
  const source = sourceOf(facts, request)
  request.fields?.forEach((name, i) => {
    if (held ? !isHeldField(name) : source && !Object.hasOwn(source.fields, name)) {
      issues.push({ pointer: `/fields/${i}`, message: 'this field is not known at this source' })
    }
  })
  return issues
}

function shapeIssues(request: InquiryRequest, source: CatalogueSource | undefined): Issue[] {
  const issues: Issue[] = []
  if (request.mode === 'DETAIL' && (request.fields ?? []).length === 0) {
    issues.push({ pointer: '/fields', message: 'a DETAIL inquiry names the fields it needs' })
  }
  const aboutOne = request.mode === 'DETAIL' || request.mode === 'HITNOHIT'
  if (aboutOne && source && source.subjectTypes.length > 0 && !request.subject) {
    issues.push({ pointer: '/subject', message: 'this source answers about a subject' })
  }
  if (request.recipient && !request.recipient.organ && !request.recipient.department) {
    issues.push({ pointer: '/recipient', message: 'names an organ, a department or both' })
  }
  return issues
}

function checkSubject(subject: Subject, source: CatalogueSource | undefined, issues: Issue[]): Subject {
  const { type, identifier } = subject
  const value = normalise(identifier)
  if (value === null) {
    issues.push({ pointer: '/subject/identifier/value', message: `is not a valid ${identifier.type}` })
  }
  if (SUBJECT_OF[identifier.type] !== type) {
    issues.push({
      pointer: '/subject/type',
      message: `${identifier.type} names a ${SUBJECT_OF[identifier.type]} subject`,
    })
  }
  if (source && !source.identifiers.includes(identifier.type)) {
    issues.push({
      pointer: '/subject/identifier/type',
      message: `this source answers on ${source.identifiers.join(', ') || 'no identifier'}`,
    })
  }
  return { type, identifier: { type: identifier.type, value: value ?? '' } }
}

/** The caller's own department, unless another recipient is named; an organ alone means the organ itself. */
function recipientOf(request: InquiryRequest, caller: Caller): Inquiry['recipient'] {
  if (!request.recipient) return { organ: caller.organ, department: caller.department }
  const department = request.recipient.department ?? null
  return { organ: request.recipient.organ ?? caller.organ, department }
}
