import { bundle } from "./bundles.ts";
import { placeColumns } from "./columns.ts";
import { buildGrid } from "./grid.ts";
import { besideEachOther, splitLevel } from "./islands.ts";
import { assignLayers } from "./layers.ts";
import type { Level, LevelLayout } from "./level-model.ts";
import { chooseLines } from "./lines.ts";
import { orderLayers } from "./order.ts";
import { assignPorts, movePorts } from "./ports.ts";
import { routeEdges } from "./routes.ts";
import { loopSides } from "./sides.ts";
import { straightenLabels } from "./straighten.ts";

/**
 * Lays a level out in layers from top to bottom; what has no connection with the start stands in columns beside. Deterministic;
 * without recursion.
 */
export function layoutLevel(level: Level): LevelLayout {
  const [main, ...others] = splitLevel(level);
  if (!main || others.length === 0) return layoutConnected(level);
  return besideEachOther(level, main, others, layoutConnected);
}

function layoutConnected(level: Level): LevelLayout {
  const grid = buildGrid(level, assignLayers(level));
  orderLayers(grid);
  bundle(grid);
  const sides = loopSides(grid);
  const lines = chooseLines(grid);
  const ports = assignPorts(grid, sides, lines);
  const columns = placeColumns(grid, lines, ports);
  const moved = movePorts(grid, lines, ports, columns);
  return routeEdges(level, grid, sides, moved, straightenLabels(grid, lines, moved, columns));
}
