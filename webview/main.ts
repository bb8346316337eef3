import type { GraphModel } from "../language/index.ts";
import { createPicture } from "./canvas/picture.ts";
import { createProblems } from "./canvas/problems.ts";
import { applyTheme, onFontsChanged, themeMeasure } from "./canvas/theme.ts";
import { createViewport } from "./canvas/viewport.ts";
import { createExecution } from "./execution/execution.ts";
import { connectHost } from "./host.ts";
import { createSelection } from "./navigation/selection.ts";
import { buildPage } from "./page.ts";
import type { ToWebview } from "./protocol.ts";

/**
 * The panel beside a definition. The page around it needs no content: this builds it all. It keeps no state that the
 * extension doesn't send again after `ready`, but for what is seen: camera and selection.
 */
const host = connectHost();
applyTheme();
const page = buildPage({
  zoom: (factor) => viewport.zoomBy(factor),
  fit: () => viewport.fit(),
});
const picture = createPicture(page.layer);
const viewport = createViewport(page.surface, page.layer, {
  moved(seen, zoom) {
    picture.show(seen, zoom);
    save();
  },
  resized() {
    const placed = selection.id === undefined ? undefined : picture.node(selection.id);
    if (placed) viewport.show(placed);
  },
});
const problems = createProblems(page.banner, page.root, picture);
const execution = createExecution({
  root: page.root,
  pane: page.pane,
  summary: page.summary,
  picture,
  post: host.post,
  select: (id) => selection.select(id),
  announce: page.announce,
});
const selection = createSelection(page.surface, picture, viewport, {
  changed() {
    execution.selected(selection.id);
    announceSelection();
    save();
  },
  opened: (id) => host.post({ kind: "reveal", id }),
});

let uri = host.saved.uri;
let measure = themeMeasure();
let saving = 0;

/** Remembers what is seen, not at each step of a movement. */
function save(): void {
  clearTimeout(saving);
  saving = setTimeout(() => {
    const { graph } = picture;
    host.save({
      ...(uri !== undefined && { uri }),
      ...(graph && { graph }),
      camera: viewport.camera,
      ...(selection.id !== undefined && { selected: selection.id }),
    });
  }, 200);
}

/** Draws a graph such that what one looks at stays where it is: the selected state, else the one in the middle. */
function draw(graph: GraphModel): void {
  const isFirst = picture.layout === undefined;
  const before = anchorNode();
  picture.draw(graph, measure);
  page.empty.hidden = graph.levels.length > 0;
  const { width = 0, height = 0 } = picture.layout ?? {};
  viewport.setSize(width, height);
  const after = before && picture.node(before.node.id);
  if (before && after) viewport.anchor(before, after);
  else if (isFirst && host.saved.camera) viewport.move(host.saved.camera);
  else viewport.fit();
  selection.redraw();
  save();
}

function anchorNode() {
  const selected = selection.id === undefined ? undefined : picture.node(selection.id);
  if (selected) return selected;
  const seen = viewport.seen();
  const distance = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }): number =>
    Math.hypot(x + width / 2 - (seen.x + seen.width / 2), y + height / 2 - (seen.y + seen.height / 2));
  return picture.layout?.nodes.toSorted((a, b) => distance(a) - distance(b))[0];
}

function announceSelection(): void {
  const placed = selection.id === undefined ? undefined : picture.node(selection.id);
  if (!placed) return;
  const { label, type, id } = placed.node;
  page.announce([label, type, execution.describe(id)].filter(Boolean).join(", "));
}

/** What each message does. */
const receive: { readonly [Kind in ToWebview["kind"]]: (message: Extract<ToWebview, { kind: Kind }>) => void } = {
  graph(message) {
    uri = message.uri;
    problems.showProblem(message.problem);
    // While the text is broken its graph is too: the last good picture says more.
    if (message.problem === null || picture.graph === undefined) draw(message.graph);
    if (message.problem !== null) page.empty.hidden = true;
  },
  select: ({ id }) => selection.select(id ?? undefined),
  diagnostics: ({ diagnostics }) => problems.showDiagnostics(diagnostics),
  ...execution.receive,
};

page.surface.addEventListener("keydown", ({ key, ctrlKey, metaKey, altKey }) => {
  if (ctrlKey || metaKey || altKey) return;
  if (key === "+" || key === "=") viewport.zoomBy(1.25);
  else if (key === "-") viewport.zoomBy(0.8);
  else if (key === "0") viewport.fit();
  else if (key === "1") viewport.zoomBy(1 / viewport.camera.zoom);
});

onFontsChanged(() => {
  measure = themeMeasure();
  if (picture.graph) draw(picture.graph);
});
host.onMessage(<Kind extends ToWebview["kind"]>(message: Extract<ToWebview, { kind: Kind }>) => {
  receive[message.kind as Kind](message);
});
if (host.saved.graph) {
  draw(host.saved.graph);
  selection.select(host.saved.selected);
}
host.post({ kind: "ready" });
