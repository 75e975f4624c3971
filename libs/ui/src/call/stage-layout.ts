/** The room that tiles have, in CSS pixels. */
export interface StageSpace {
  readonly width: number;
  readonly height: number;
  /** Between two tiles, in both directions. */
  readonly gap: number;
}

/** The shape that a tile may take, as width divided by height. */
export interface TileShape {
  readonly widest: number;
  readonly tallest: number;
}

export interface StageLayout {
  readonly columns: number;
  readonly rows: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
}

/** What cameras give, and what nobody has to crop. */
export const cinema: TileShape = { widest: 16 / 9, tallest: 16 / 9 };

/** On an upright screen 16:9 would leave most of it empty; faces stand in the middle of the picture, so cropping its sides is kind. */
export const upright: TileShape = { widest: 16 / 9, tallest: 3 / 4 };

/** The grid in which `count` tiles are as large as they can be without scrolling. */
export function stageLayout(count: number, space: StageSpace, shape: TileShape = cinema): StageLayout {
  let best: StageLayout = { columns: 1, rows: Math.max(count, 1), tileWidth: 0, tileHeight: 0 };
  for (let columns = 1; columns <= count; columns += 1) {
    const candidate = fitColumns(columns, Math.ceil(count / columns), space, shape);
    if (area(candidate) > area(best)) best = candidate;
  }
  return best;
}

function fitColumns(columns: number, rows: number, space: StageSpace, shape: TileShape): StageLayout {
  const cellWidth = Math.max((space.width - space.gap * (columns - 1)) / columns, 0);
  const cellHeight = Math.max((space.height - space.gap * (rows - 1)) / rows, 0);
  const tileWidth = Math.min(cellWidth, cellHeight * shape.widest);
  const tileHeight = Math.min(cellHeight, tileWidth / shape.tallest);
  // Rounded down: half a pixel too much in each column would wrap the last tile.
  return { columns, rows, tileWidth: Math.floor(tileWidth), tileHeight: Math.floor(tileHeight) };
}

const area = (layout: StageLayout): number => layout.tileWidth * layout.tileHeight;
