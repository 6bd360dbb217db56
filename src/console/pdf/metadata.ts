/**
 * What a document says about itself in XML (XMP): that it follows ISO 14289-1. pdfkit can say so too, but then adds a list of the
 * glyphs of each font (CIDSet) that names only those in use, which 7.21.4.2 forbids; and it writes a title into XML as it is.
 */
const UNIVERSAL = `
        <rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
            <pdfuaid:part>1</pdfuaid:part>
        </rdf:Description>
        `

type Info = Record<string, string | Date>
type Inner = { info: Info; appendXML(xml: string): void; _addInfo(): void }

export function claimed(doc: PDFKit.PDFDocument): void {
  const inner = doc as unknown as Inner
  inner.appendXML(UNIVERSAL)
  const add = inner._addInfo.bind(doc)
  inner._addInfo = () => {
    const { info } = inner
    inner.info = Object.fromEntries(
      Object.entries(info).map(([name, value]) => [name, typeof value === 'string' ? asXml(value) : value]),
    )
    add()
    inner.info = info
  }
}

const asXml = (text: string): string => text.replace(/[&<>]/g, (one) => `&#${one.charCodeAt(0)};`)
