import {
  type StageLayout,
  type StageSpace,
  type TileShape,
  cinema,
  stageLayout,
  upright,
} from './stage-layout';

/** Where a tile stands, in CSS pixels from the corner of the stage. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** How many stand large and how many beside them. Nobody large: all stand alike, in one grid. */
export interface Company {
  readonly featured: number;
  readonly aside: number;
  /** Whether what stands large keeps the shape of a screen, however upright the stage is. */
  readonly wide: boolean;
}

export interface Arrangement {
  readonly featured: readonly Place[];
  readonly aside: readonly Place[];
}

/** A part of the stage with tiles in it. */
interface Part {
  readonly count: number;
  readonly layout: StageLayout;
  readonly width: number;
  readonly height: number;
}

interface Split {
  readonly side: 'right' | 'below';
  readonly featured: Part;
  readonly aside: Part;
  readonly worth: number;
}

/** Tiles beside what stands large: a face with a name is known at this height; twice as much is enough. In CSS pixels. */
const asideMinHeight = 72;
const asideMaxHeight = 180;
const stepPx = 4;

/**
 * Everybody on the stage, nobody scrolled away. What is featured gets as much as it can without making the faces beside it
 * too small; what it cannot use is theirs. They stand where there is space: to the right of it, or below.
 */
export function arrange(company: Company, space: StageSpace): Arrangement {
  const shape = space.width < space.height ? upright : cinema;
  if (company.featured === 0)
    return { featured: [], aside: centred(fit(company.aside, space, shape), space) };
  const featuredShape = company.wide ? cinema : shape;
  if (company.aside === 0)
    return { featured: centred(fit(company.featured, space, featuredShape), space), aside: [] };
  const best = splits(company, space, featuredShape).reduce((one, other) =>
    other.worth > one.worth ? other : one,
  );
  return stand(best, space);
}

function splits(company: Company, space: StageSpace, shape: TileShape): readonly Split[] {
  const found: Split[] = [];
  for (const side of ['right', 'below'] as const) {
    const length = side === 'right' ? space.width : space.height;
    for (let thickness = stepPx; thickness <= length * 0.7; thickness += stepPx)
      found.push(split(company, space, shape, side, thickness));
  }
  return found.length > 0 ? found : [split(company, space, shape, 'right', 0)];
}

function split(
  company: Company,
  space: StageSpace,
  shape: TileShape,
  side: Split['side'],
  thickness: number,
): Split {
  const { width, height, gap } = space;
  const asideSpace = side === 'right' ? { width: thickness, height, gap } : { width, height: thickness, gap };
  const rest = thickness + gap;
  const featuredSpace =
    side === 'right'
      ? { width: Math.max(width - rest, 0), height, gap }
      : { width, height: Math.max(height - rest, 0), gap };
  const featured = fit(company.featured, featuredSpace, shape);
  const aside = capped(fit(company.aside, asideSpace, cinema), gap);
  return { side, featured, aside, worth: worthOf(featured, aside, space) };
}

/** Larger is better for what is featured; for the faces beside it only until they are large enough. */
function worthOf(featured: Part, aside: Part, space: StageSpace): number {
  const wanted = Math.max(Math.min(space.width, space.height) * 0.14, asideMinHeight);
  const recognised = Math.min(aside.layout.tileHeight / wanted, 1);
  const comfort = Math.min(aside.layout.tileHeight / asideMaxHeight, 1);
  return featured.layout.tileWidth * featured.layout.tileHeight * recognised * (1 + comfort * 0.05);
}

function fit(count: number, space: StageSpace, shape: TileShape): Part {
  return partOf(count, stageLayout(count, space, shape), space.gap);
}

function partOf(count: number, layout: StageLayout, gap: number): Part {
  const { columns, rows, tileWidth, tileHeight } = layout;
  const width = columns * tileWidth + (columns - 1) * gap;
  const height = rows * tileHeight + (rows - 1) * gap;
  return { count, layout, width, height };
}

function capped(part: Part, gap: number): Part {
  const { layout, count } = part;
  if (layout.tileHeight <= asideMaxHeight) return part;
  const scale = asideMaxHeight / layout.tileHeight;
  const tileWidth = Math.floor(layout.tileWidth * scale);
  return partOf(count, { ...layout, tileWidth, tileHeight: asideMaxHeight }, gap);
}

/** Both parts as one group in the middle of the stage. */
function stand({ side, featured, aside }: Split, space: StageSpace): Arrangement {
  const { width, height, gap } = space;
  if (side === 'right') {
    const left = Math.floor((width - featured.width - gap - aside.width) / 2);
    const after = left + featured.width + gap;
    return {
      featured: placesOf(featured, { left, top: Math.floor((height - featured.height) / 2) }, gap),
      aside: placesOf(aside, { left: after, top: Math.floor((height - aside.height) / 2) }, gap),
    };
  }
  const top = Math.floor((height - featured.height - gap - aside.height) / 2);
  const after = top + featured.height + gap;
  return {
    featured: placesOf(featured, { left: Math.floor((width - featured.width) / 2), top }, gap),
    aside: placesOf(aside, { left: Math.floor((width - aside.width) / 2), top: after }, gap),
  };
}

function centred(part: Part, { width, height, gap }: StageSpace): readonly Place[] {
  const corner = { left: Math.floor((width - part.width) / 2), top: Math.floor((height - part.height) / 2) };
  return placesOf(part, corner, gap);
}

/** Row by row; a last row that is not full stands in the middle. */
function placesOf(part: Part, corner: Pick<Place, 'left' | 'top'>, gap: number): readonly Place[] {
  const { columns, rows, tileWidth, tileHeight } = part.layout;
  const inLastRow = part.count - columns * (rows - 1);
  const indent = Math.floor(((columns - inLastRow) * (tileWidth + gap)) / 2);
  return Array.from({ length: part.count }, (_, index) => {
    const row = Math.floor(index / columns);
    return {
      left: corner.left + (index % columns) * (tileWidth + gap) + (row === rows - 1 ? indent : 0),
      top: corner.top + row * (tileHeight + gap),
      width: tileWidth,
      height: tileHeight,
    };
  });
}
