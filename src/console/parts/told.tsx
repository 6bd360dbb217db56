/** Chapters of what is told, on the screen: what is long is folded, all of it is in the page. */
import type { Visit } from '../page.ts'
import type { Block, Chapter } from '../told.ts'
import { Link, Pairs, Section, Table } from './show.tsx'

/** Few are shown at once; of many one sees first how many there are. */
const FEW = 3

export function Chapters({ chapters }: { readonly chapters: readonly Chapter[] }) {
  return (
    <>
      {chapters.map(({ title, blocks, parts = [] }, i) => (
        <Section title={title} id={placeOf([i])}>
          <Blocks blocks={blocks} />
          <Parts parts={parts} at={[i]} />
        </Section>
      ))}
    </>
  )
}

/** Where each chapter and each of its parts stands. */
export function Contents({ v, chapters }: { readonly v: Visit; readonly chapters: readonly Chapter[] }) {
  return (
    <nav class="sluis-contents" aria-label={v.t('Op deze bladzijde', 'On this page')}>
      <ul class="utrecht-unordered-list">
        {chapters.map(({ title, parts = [] }, i) => (
          <li class="utrecht-unordered-list__item">
            <Link href={`#${placeOf([i])}`}>{title}</Link>
            {parts.length > 0 ? (
              <ul class="utrecht-unordered-list">
                {parts.map((part, j) => (
                  <li class="utrecht-unordered-list__item">
                    <Link href={`#${placeOf([i, j])}`}>{part.title}</Link>
                    {part.folded ? ` (${part.folded})` : ''}
                  </li>
                ))}
              </ul>
            ) : null}
          </li>
        ))}
      </ul>
    </nav>
  )
}

type Place = readonly number[]
const placeOf = (at: Place): string => `deel-${at.map((i) => i + 1).join('-')}`

function Parts({ parts, at }: { readonly parts: readonly Chapter[]; readonly at: Place }) {
  return (
    <>
      {parts.map((part, i) => (
        <Part part={part} at={[...at, i]} many={parts.length > FEW} />
      ))}
    </>
  )
}

type PartProps = { readonly part: Chapter; readonly at: Place; readonly many: boolean }

function Part({ part: { title, blocks, parts = [], folded }, at, many }: PartProps) {
  const inner = (
    <>
      <Blocks blocks={blocks} />
      <Parts parts={parts} at={at} />
    </>
  )
  if (folded === undefined) {
    return (
      <section id={placeOf(at)} aria-label={title}>
        <Heading level={at.length + 1}>{title}</Heading>
        {inner}
      </section>
    )
  }
  return (
    <details
      class="sluis-fold"
      id={placeOf(at)}
      open={(!many && parts.length <= FEW && blocks.length === 0) || undefined}
    >
      <summary>
        <Heading level={at.length + 1}>{title}</Heading> <span class="sluis-small">({folded})</span>
      </summary>
      {inner}
    </details>
  )
}

function Heading({ level, children }: { readonly level: number; readonly children: string }) {
  if (level <= 3) return <h3 class="nl-heading nl-heading--level-3">{children}</h3>
  if (level === 4) return <h4 class="nl-heading nl-heading--level-4">{children}</h4>
  return <h5 class="nl-heading nl-heading--level-4">{children}</h5>
}

function Blocks({ blocks }: { readonly blocks: readonly Block[] }) {
  return (
    <>
      {blocks.map((block) => (
        <Shown block={block} />
      ))}
    </>
  )
}

function Shown({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'text':
      return <p class="nl-paragraph">{block.text}</p>
    case 'list':
      return (
        <ul class="utrecht-unordered-list">
          {block.items.map((item) => (
            <li class="utrecht-unordered-list__item">{item}</li>
          ))}
        </ul>
      )
    case 'pairs':
      return <Pairs pairs={block.pairs} />
    case 'table':
      return <Table {...block} />
  }
}
