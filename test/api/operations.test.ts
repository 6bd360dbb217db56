/** The table of operations: what it says is what the design rules ask. */
import { describe, expect, it } from 'vitest'
import { openApiDocument } from '../../src/api/openapi.ts'
import { allowedMethods, OPERATIONS } from '../../src/api/operations.ts'

describe('allowedMethods', () => {
  it('names the methods of a known path', () => {
    expect(allowedMethods('/v1/inquiries')).toEqual(['GET', 'POST'])
    expect(allowedMethods('/v1/inquiries/0190')).toEqual(['DELETE', 'GET'])
  })
  it('names none for an unknown path or a trailing slash', () => {
    expect(allowedMethods('/v1/inquiry')).toEqual([])
    expect(allowedMethods('/v1/inquiries/')).toEqual([])
  })
})

describe('openApiDocument', () => {
  const document = openApiDocument() as {
    paths: Record<string, Record<string, { responses: Record<string, unknown> }>>
  }

  it('describes every operation', () => {
    for (const { path, method } of OPERATIONS) expect(document.paths[path]?.[method], `${method} ${path}`).toBeDefined()
  })
  it('declares a problem for invalid input wherever input is taken', () => {
    for (const { path, method, open } of OPERATIONS) {
      if (!open) expect(Object.keys(document.paths[path]?.[method]?.responses ?? {})).toContain('400')
    }
  })
  it('names no operation twice', () => {
    expect(new Set(OPERATIONS.map((operation) => operation.id)).size).toBe(OPERATIONS.length)
  })
})
