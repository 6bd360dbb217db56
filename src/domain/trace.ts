/** W3C Trace Context (level 1): one trace per inquiry, a fresh span for our own work. Pure. */

export type Trace = { readonly traceId: string; readonly spanId: string; readonly parentSpanId: string | null }

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/

/** Joins the caller's trace when `header` is a valid traceparent, else starts one. Identifiers come from a CSPRNG. */
export function joinTrace(header: string | undefined, random: (bytes: number) => Uint8Array): Trace {
  const match = TRACEPARENT.exec(header ?? '')
  const [, traceId, parentSpanId] = match ?? []
  const spanId = hex(random(8))
  if (traceId && parentSpanId && !/^0+$/.test(traceId) && !/^0+$/.test(parentSpanId)) {
    return { traceId, spanId, parentSpanId }
  }
  return { traceId: hex(random(16)), spanId, parentSpanId: null }
}

/** Header for the next hop. The sampled flag is always set: nothing is sampled away here. */
export function traceparent(trace: Trace): string {
  return `00-${trace.traceId}-${trace.spanId}-01`
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

export function hex(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 1) text += HEX[bytes[i] ?? 0]
  return text
}

/** Text that `hex` made, back to bytes. */
export function unhex(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor(text.length / 2))
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = Number.parseInt(text.slice(i * 2, i * 2 + 2), 16)
  return bytes
}
